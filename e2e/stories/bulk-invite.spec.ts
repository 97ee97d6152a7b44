import { readFile, writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { clickUntilVisible, previewUsernames, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";
import { DIRECTORIES } from "@/lib/username-list/spreadsheet-files";

const MAX_MS = 30_000; // milliseconds that a bulk action may take on a busy machine

test("pasted usernames are previewed, then invited with an outcome for each", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  const crowd = await scenario.addUsers("meridian", 30);
  const alex = await signInAs("alex", pages.users("acme"));
  const entry = alex.getByRole("menuitem", { name: "Bulk invite" });
  await clickUntilVisible(alex.getByRole("button", { name: "Add user" }), entry);
  await entry.click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Bulk invite");
  await alex.getByRole("checkbox", { name: "Support" }).check();
  await previewUsernames(alex, ["grace", "nobody", "sam", "GRACE", ...crowd].join("\n"));

  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invite 33 users");
  await expect(alex.getByRole("region", { name: "Status" })).toContainText(
    "31 of 33 can be invited. No invitations have been sent yet.",
  );
  await expect(rowOf(alex, "grace")).toContainText("Will be invited");
  await expect(rowOf(alex, "nobody")).toContainText("Not a user of Meridian Group");
  await expect(rowOf(alex, "sam")).toContainText("Already a user here");

  await alex.getByRole("button", { name: "Invite 31 users" }).click();
  const state = alex.getByRole("region", { name: "Status" });
  await expect(state).toContainText("31 invited, 2 couldn't be invited.", { timeout: MAX_MS });
  await alex.getByRole("link", { name: "Not a user of Meridian Group 1" }).click();
  await expect(alex.getByRole("status").filter({ hasText: "1 username" })).toBeVisible();
  await expect(rowOf(alex, "nobody")).toBeVisible();
  const download = alex.waitForEvent("download");
  await alex.getByRole("link", { name: "Download" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  expect(file).toBe("\uFEFFusername,groups,Result\r\nnobody,Support,Not a user of Meridian Group\r\n");

  const grace = await signInAs("grace", await inbox("grace").link());
  await expect(grace.getByRole("main")).toContainText("Support");
});

test("a spreadsheet is previewed row by row, its good rows are invited, and the download can be uploaded again", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await chooseFileOption(alex);
  const template = alex.waitForEvent("download");
  await alex.getByRole("link", { name: "Download template" }).click();
  expect(await readFile(await (await template).path(), "utf8")).toBe("\uFEFFusername,groups\r\n");

  await upload(
    alex,
    `username\n${Array.from({ length: 10_001 }, (_, at) => String(at).padStart(64, "u")).join("\n")}`,
  );
  await expect(
    alex.getByText(
      "There are more than 10,000 usernames. Split the list, then invite one part after the other.",
    ),
  ).toBeVisible();
  await expectAccessible(alex);

  const rows = [
    "sep=;",
    "User name;Groups;Department",
    "grace;Support|Booking managers;Größe",
    "linus;;",
    "dennis;Nowhere;",
    "a b;;",
    "GRACE;;",
    ";;",
  ];
  await upload(alex, Buffer.from(rows.join("\r\n"), "latin1"));
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invite 4 users");
  await expect(alex.getByRole("list", { name: "How the list was read" })).toHaveText(
    [
      "4 rows for 3 people. The groups of repeated people were combined.",
      "Usernames are from the column “User name”.",
      "Ignored columns: Department.",
      "The file isn't UTF-8. It was read as Windows-1252, so check names with accents.",
    ].join(""),
  );
  await expect(rowOf(alex, "grace")).toContainText("Support");
  await expect(rowOf(alex, "dennis")).toContainText("Group “Nowhere” doesn't exist");
  await expect(rowOf(alex, "a b")).toContainText("Line 6: “a b” isn't a username");
  await expectAccessible(alex);
  const download = alex.waitForEvent("download");
  await alex.getByRole("link", { name: "Download" }).click();
  const file = await readFile(await (await download).path());
  await alex.getByRole("button", { name: "Invite 2 users" }).click();
  await expect(alex.getByRole("region", { name: "Status" })).toContainText(
    "2 invited, 2 couldn't be invited.",
    {
      timeout: MAX_MS,
    },
  );

  await alex.goto(pages.bulkInvite("acme"));
  await chooseFileOption(alex);
  await upload(alex, file);
  await expect(alex.getByText("Ignored columns: Result.")).toBeVisible();
  await expect(rowOf(alex, "linus")).toContainText("Already invited");
  await alex.getByRole("link", { name: "Edit the list" }).click();
  await expect(alex.getByRole("textbox", { name: "Usernames" })).toHaveValue(
    "username,groups\ngrace,Booking managers | Support\nlinus,\ndennis,Nowhere\na b,",
  );
});

test("a preview shows what was entered beside each username, and what was left out", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  const usernames = alex.getByRole("textbox", { name: "Usernames" });
  await usernames.fill("grace\tSupport\nlinus\tSupport");
  await alex.getByRole("button", { name: "Preview" }).click();
  await expect(usernames).toHaveAccessibleDescription(/These lines have several columns/);
  await expectAccessible(alex);
  await usernames.fill(`Dennis Holloway <${scenario.email("grace").toUpperCase()}>\nlinus`);
  await alex.getByRole("button", { name: "Preview" }).click();
  await expect(rowOf(alex, scenario.email("grace"))).toContainText(
    `graceEntered as ${scenario.email("grace")}`,
  );
  await expect(rowOf(alex, "linus")).not.toContainText("Entered as");
  await expect(alex.getByText("Words next to email addresses were ignored: Dennis Holloway.")).toBeVisible();
  await expectAccessible(alex);
});

test("a file with letters of another encoding says how to save it", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await chooseFileOption(alex);
  await upload(alex, Buffer.from("username,groups\ngrace,Micha\xb3 \xafak\n", "latin1"));
  await expect(alex.getByLabel("File", { exact: true })).toHaveAccessibleDescription(
    /Save the table as “CSV UTF-8”/,
  );
});

test("an export of a directory invites people by their email addresses", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await chooseFileOption(alex);
  const okta = DIRECTORIES.find(({ program }) => program === "Okta");
  const domain = scenario.email("grace").replace("grace", "");
  await upload(
    alex,
    Buffer.from(okta?.bytes ?? [])
      .toString()
      .replaceAll("@meridian.example", domain),
  );
  await alex.getByRole("button", { name: "Invite 2 users" }).click();
  await expect(alex.getByRole("region", { name: "Status" })).toContainText("All 2 users invited.", {
    timeout: MAX_MS,
  });
  await alex.getByRole("link", { name: "grace" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invitation to Grace Holloway");
});

test("a file that was edited after it was chosen has to be chosen again", async ({
  signInAs,
  pages,
}, testInfo) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  const file = testInfo.outputPath("users.csv");
  await writeFile(file, "username\nnobody\n");
  await chooseFileOption(alex);
  await alex.getByLabel("File", { exact: true }).setInputFiles(file);
  await writeFile(file, "username\ngrace\nlinus\n");
  await alex.getByRole("button", { name: "Preview" }).click();
  await expect(alex.getByText("“users.csv” has changed since you chose it. Choose it again.")).toBeVisible();
  await expect(alex.getByLabel("File", { exact: true })).toBeFocused();
  await alex.getByLabel("File", { exact: true }).setInputFiles(file);
  await alex.getByRole("button", { name: "Preview" }).click();
  await expect(alex.getByRole("button", { name: "Invite 2 users" })).toBeVisible();
});

test("a file that is too large doesn't keep anyone from previewing pasted usernames", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await chooseFileOption(alex);
  await alex
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: Buffer.alloc(3_000_000, "a") });
  await expect(alex.getByText("This file is larger than 1 MB.")).toBeVisible();
  await alex.getByRole("radio", { name: "Paste usernames" }).check();
  await previewUsernames(alex, "grace");
});

test("going back from the preview and reloading keep the form, and a preview can be discarded", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await alex.getByRole("checkbox", { name: "Support" }).check();
  await alex.getByRole("textbox", { name: "Note" }).fill("Welcome");
  await chooseFileOption(alex);
  const buffer = Buffer.from("username\nlinus\n");
  await alex
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer });
  await alex.getByRole("radio", { name: "Paste usernames" }).check();
  await previewUsernames(alex, "grace\nlinus");
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invite 2 users");

  await alex.goBack();
  const usernames = alex.getByRole("textbox", { name: "Usernames" });
  await expect(usernames).toHaveValue("grace\nlinus");
  await expect(alex.getByRole("checkbox", { name: "Support" })).toBeChecked();
  await expect(alex.getByRole("textbox", { name: "Note" })).toHaveValue("Welcome");
  await alex.getByRole("radio", { name: "Upload a CSV file" }).check();
  await alex.getByRole("button", { name: "Preview" }).click();
  await expect(alex.getByRole("button", { name: "Invite 1 user" })).toBeVisible();
  await alex.goBack();
  await expect(alex.getByRole("radio", { name: "Upload a CSV file" })).toBeChecked();
  await alex.getByRole("radio", { name: "Paste usernames" }).check();
  await usernames.fill("grace\nlinus\ndennis");
  await alex.reload();
  await expect(usernames).toHaveValue("grace\nlinus\ndennis");

  await alex.goto(pages.bulkActions("acme"));
  await expect(alex.getByRole("link", { name: "Invite 2 users" })).toBeVisible();
  const discard = alex.getByRole("button", { name: "Discard preview “Invite 2 users”" });
  const confirm = alex.getByRole("alertdialog").getByRole("button", { name: "Discard preview" });
  await clickUntilVisible(discard, confirm);
  await confirm.click();
  await expect(alex.getByRole("link", { name: "Invite 2 users" })).toBeHidden();
  await expect(alex.getByRole("link", { name: "Invite 1 user" })).toBeVisible();
  await alex.goto(pages.bulkInvite("acme"));
  await expect(usernames).toHaveValue("");
});

test("a bulk action continues when its tab is closed, and can be found again", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const crowd = await scenario.addUsers("meridian", 60);
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await previewUsernames(alex, crowd.join(" "));
  await alex.getByRole("button", { name: "Invite 60 users" }).click();
  await expect(alex.getByRole("button", { name: "Invite 60 users" })).toBeHidden();
  await alex.close();

  const back = await signInAs("alex", pages.invitations("acme"));
  await back.getByRole("link", { name: "Bulk actions" }).click();
  await back.getByRole("link", { name: "Invite 60 users" }).click();
  await expect(back.getByRole("region", { name: "Status" })).toContainText("All 60 users invited.", {
    timeout: MAX_MS,
  });
});

test("all matching invitations are deleted, across pages", async ({ scenario, signInAs, pages }) => {
  const crowd = await scenario.addUsers("meridian", 45);
  await scenario.invite("alex", "acme", [...crowd, "grace"]);
  const alex = await signInAs("alex", `${pages.invitations("acme")}?q=person`);
  const offer = alex.getByRole("button", { name: "Select all 45 matching invitations" });
  await clickUntilVisible(alex.getByRole("checkbox", { name: "Select all invitations on this page" }), offer);
  await offer.click();
  await expect(alex.getByText("All 45 matching invitations are selected.")).toBeVisible();
  await alex.getByRole("button", { name: "Delete all matching" }).click();
  await expectAccessible(alex);
  await alex.getByRole("alertdialog").getByRole("button", { name: "Delete invitations" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Delete 45 invitations");
  await expect(alex.getByRole("region", { name: "Status" })).toContainText("All 45 invitations deleted.", {
    timeout: MAX_MS,
  });

  await alex.goto(pages.invitations("acme"));
  await expect(rowOf(alex, "grace")).toBeVisible();
  await expect(alex.getByRole("status").filter({ hasText: "1 invitation" })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("many users can be invited at once", async ({ scenario, signInAs, pages }) => {
    const page = await signInAs("alex", pages.bulkInvite("acme"));
    await page.getByRole("textbox", { name: "Usernames" }).fill("grace linus");
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByRole("link", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Invite 2 users" }).click();
    await scenario.sentInvitationId("acme", "linus");
    await page.reload();
    await expect(page.getByRole("region", { name: "Status" })).toContainText("All 2 users invited.");
  });
});

async function chooseFileOption(page: Page): Promise<void> {
  const file = page.getByLabel("File", { exact: true });
  await clickUntilVisible(page.getByRole("radio", { name: "Upload a CSV file" }), file);
}

async function upload(page: Page, content: string | Buffer): Promise<void> {
  const buffer = Buffer.from(content);
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Preview" }).click();
}
