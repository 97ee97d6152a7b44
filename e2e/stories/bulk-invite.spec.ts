import { readFile } from "node:fs/promises";
import { clickUntilVisible, previewUsernames, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

const MANY = 30_000; // milliseconds that a bulk action may take on a busy machine

test("pasted usernames are previewed, then invited with an outcome for each", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  const crowd = await scenario.addUsers("meridian", 30);
  const alex = await signInAs("alex", pages.users("acme"));
  const entry = alex.getByRole("menuitem", { name: "Invite many" });
  await clickUntilVisible(alex.getByRole("button", { name: "Add user" }), entry);
  await entry.click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invite many");
  await alex.getByRole("checkbox", { name: "Support" }).check();
  await previewUsernames(alex, ["grace", "nobody", "sam", "GRACE", ...crowd].join("\n"));

  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invite 33 users");
  await expect(alex.getByRole("region", { name: "State" })).toContainText(
    "31 can be invited, 2 not. Nobody is invited yet.",
  );
  await expect(rowOf(alex, "grace")).toContainText("will be invited");
  await expect(rowOf(alex, "nobody")).toContainText("not a user of Meridian Group");
  await expect(rowOf(alex, "sam")).toContainText("already a user here");

  await alex.getByRole("button", { name: "Invite 31 users" }).click();
  const state = alex.getByRole("region", { name: "State" });
  await expect(state).toContainText("31 invited, 2 not.", { timeout: MANY });
  await alex.getByRole("link", { name: "Not a user of Meridian Group 1" }).click();
  await expect(alex.getByRole("status").filter({ hasText: "1 username" })).toBeVisible();
  await expect(rowOf(alex, "nobody")).toBeVisible();
  const download = alex.waitForEvent("download");
  await alex.getByRole("link", { name: "Download" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  expect(file).toBe("\uFEFFUsername,Groups,Outcome\r\nnobody,Support,not a user of Meridian Group\r\n");

  const grace = await signInAs("grace", await inbox("grace").link());
  await expect(grace.getByRole("main")).toContainText("Support");
});

test("errors in a file are explained by line, and a corrected file assigns the groups of each line", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  const upload = async (text: string) => {
    const buffer = Buffer.from(text);
    await alex
      .getByLabel("File", { exact: true })
      .setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer });
    await alex.getByRole("button", { name: "Preview" }).click();
  };
  await clickUntilVisible(
    alex.getByRole("radio", { name: "Upload a CSV file" }),
    alex.getByLabel("File", { exact: true }),
  );
  const template = alex.waitForEvent("download");
  await alex.getByRole("link", { name: "Download a template" }).click();
  expect(await readFile(await (await template).path(), "utf8")).toBe("\uFEFFusername,groups\r\n");

  await upload("\uFEFFUsername;Groups\r\ngrace;Support|Booking managers\r\nlinus;Nowhere\r\na b;\r\n");
  await expect(alex.getByText("Line 3: there is no group “Nowhere” here.")).toBeVisible();
  await expect(alex.getByText("Line 4: “a b” cannot be a username")).toBeVisible();
  await expectAccessible(alex);

  await upload(
    `username\n${Array.from({ length: 10_001 }, (_, at) => String(at).padStart(64, "u")).join("\n")}`,
  );
  await expect(
    alex.getByText(
      "There are more than 10,000 usernames. Divide the list, and invite one part after the other.",
    ),
  ).toBeVisible();

  await upload("\uFEFFUsername;Groups\r\ngrace;Support|Booking managers\r\nlinus;\r\n");
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invite 2 users");
  await expect(rowOf(alex, "grace")).toContainText("Support");
  await expect(rowOf(alex, "grace")).toContainText("Booking managers");
  await alex.getByRole("link", { name: "Back" }).click();
  await expect(alex.getByRole("textbox", { name: "Usernames" })).toHaveValue(
    "username,groups\ngrace,Booking managers|Support\nlinus,",
  );
  await alex.getByRole("button", { name: "Preview" }).click();
  await alex.getByRole("button", { name: "Invite 2 users" }).click();
  await expect(alex.getByRole("region", { name: "State" })).toContainText("All invited.", { timeout: MANY });
  await alex.getByRole("link", { name: "grace" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invitation of Grace Holloway");
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
  await expect(back.getByRole("region", { name: "State" })).toContainText("All invited.", { timeout: MANY });
});

test("all matching invitations are deleted, across pages", async ({ scenario, signInAs, pages }) => {
  const crowd = await scenario.addUsers("meridian", 45);
  await scenario.invite("alex", "acme", [...crowd, "grace"]);
  const alex = await signInAs("alex", `${pages.invitations("acme")}?q=person`);
  const offer = alex.getByRole("button", { name: "Select all that match (45)" });
  await clickUntilVisible(alex.getByRole("checkbox", { name: "Select all invitations on this page" }), offer);
  await offer.click();
  await expect(alex.getByText("45 invitations that match are selected.")).toBeVisible();
  await alex.getByRole("button", { name: "Delete all that match" }).click();
  await expectAccessible(alex);
  await alex.getByRole("alertdialog").getByRole("button", { name: "Delete all" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Delete 45 invitations");
  await expect(alex.getByRole("region", { name: "State" })).toContainText("All deleted.", { timeout: MANY });

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
    await page.getByRole("link", { name: "Go on" }).click();
    await page.getByRole("button", { name: "Invite 2 users" }).click();
    await scenario.sentInvitationId("acme", "linus");
    await page.reload();
    await expect(page.getByRole("region", { name: "State" })).toContainText("All invited.");
  });
});
