import { createUser } from "@/db/users/create";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { chips, clickUntilVisible, openInviteDialog, outcome, paste, rowOf } from "@/e2e/fixtures/steps";
import { expect, signIn, test } from "@/e2e/fixtures/test";

/** Names as programs copy them: a space without width, a word joiner, marks of direction, a space that doesn't break. */
const COPIED = ["\u200bgrace", "\u2060linus\u2060", "\u200emargaret", "\u202a\u202bdennis\u202c\u00a0"];

const FOUND = ["grace", "linus", "margaret", "dennis"];

test("names that are pasted with invisible characters are found, and so is ilker as İLKER", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await addIlker(scenario);
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await paste(dialog, [...COPIED, "\u200fİLKER\ufeff"].join("\r\n"));
  await expect(chips(dialog)).toHaveText([...FOUND, "ilker"]);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(outcome(dialog)).toHaveText("5 invited");
});

test("names that are typed with invisible characters are found", async ({ scenario, signInAs, pages }) => {
  await addIlker(scenario);
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  for (const name of [...COPIED, "İLKER"]) {
    await alex.keyboard.insertText(name);
    await alex.keyboard.press("Enter");
  }
  await expect(chips(dialog)).toHaveText([...FOUND, "ilker"]);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(outcome(dialog)).toHaveText("5 invited");
});

test("names with invisible characters in an uploaded file are found", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await addIlker(scenario);
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  const file = alex.getByLabel("File", { exact: true });
  await clickUntilVisible(alex.getByRole("radio", { name: "Upload a CSV file" }), file);
  const rows = [
    "\u200eUsername\u00a0;\u200bGroups",
    ...[...COPIED, "İLKER"].map((name) => `${name};Support\u200b`),
  ];
  const buffer = Buffer.from(rows.join("\n"));
  await file.setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer });
  await alex.getByRole("button", { name: "Preview" }).click();
  await expect(alex.getByRole("button", { name: "Invite 5 users" })).toBeVisible();
});

test("a username with invisible characters signs in", async ({ page, pages }) => {
  await page.goto(pages.signIn("meridian"));
  await signIn(page, "\u200e\u202aGRACE\u202c\u2060\u00a0");
  await expect(page.getByRole("button", { name: "Grace Holloway" })).toBeVisible();
});

test("a search with invisible characters finds, and so does İLKER", async ({ scenario, signInAs, pages }) => {
  await addIlker(scenario);
  await scenario.invite("alex", "acme", ["grace", "ilker"]);
  const alex = await signInAs("alex", pages.invitations("acme"));
  for (const [text, name] of [
    ["\u200b\u2060gra\u200bce\u202c\u00a0", "Grace Holloway"],
    ["\u200eİLKER\u200e", "ilker"],
    ["\u202aholloway,\u00a0grace", "Grace Holloway"],
  ] as const) {
    await alex.getByRole("searchbox", { name: "Search invitations" }).fill(text);
    await alex.keyboard.press("Enter");
    await expect(alex.getByText("1 invitation", { exact: true })).toBeVisible();
    await expect(rowOf(alex, name)).toBeVisible();
  }
});

async function addIlker(scenario: Scenario) {
  const input = {
    username: "ilker",
    name: "İlker Demir",
    email: scenario.email("grace").replace("grace", "ilker"),
  };
  await createUser({ ctx: await scenario.contextOf("ada", "meridian"), input: { ...input, groupIds: [] } });
}
