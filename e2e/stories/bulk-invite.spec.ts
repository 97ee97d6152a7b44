import { readFile } from "node:fs/promises";
import {
  chooseFileOption,
  clickUntilVisible,
  countPosts,
  previewUsernames,
  rowOf,
} from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

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
  await expect(alex.getByRole("complementary", { name: "How it works" })).toContainText("username,groups");
  await alex.getByRole("checkbox", { name: "Support" }).check();
  await previewUsernames(alex, ["grace", "nobody", "sam", "GRACE", ...crowd].join("\n"));

  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invite 33 users");
  await expect(alex.getByRole("region", { name: "Status" })).toContainText(
    "31 of 33 can be invited. No invitations have been sent yet.",
  );
  await expect(alex.getByRole("button", { name: "Dismiss" })).toHaveCount(0); // no message says it again
  await expect(rowOf(alex, "grace")).toContainText("Will be invited");
  await expect(rowOf(alex, "nobody")).toContainText("Not a user of Meridian Group");
  await expect(rowOf(alex, "sam")).toContainText("Already a user here");

  await alex.getByRole("button", { name: "Invite 31 users" }).click();
  const state = alex.getByRole("region", { name: "Status" });
  await expect(state).toContainText("31 invited, 2 couldn't be invited.", { timeout: MAX_MS });
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invited 31 of 33 users");
  await expect(rowOf(alex, "Grace Holloway · grace")).toContainText("Invited");
  await expect(alex.getByRole("link", { name: "View invitations" })).toHaveAttribute(
    "href",
    pages.invitations("acme"),
  );
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

test("a pasted list of more than 1 MB isn't sent, although it has fewer letters, and can be shortened", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  const usernames = alex.getByRole("textbox", { name: "Usernames" });
  const posts = countPosts(alex);
  await usernames.fill(`${"ж".repeat(60)} `.repeat(9_000));
  await expect(alex.getByRole("alert").filter({ hasText: "This list is larger than 1 MB." })).toBeVisible();
  await alex.getByRole("button", { name: "Preview" }).click();
  await expect(usernames).toBeFocused();
  expect(posts()).toBe(0);
  await usernames.fill("grace");
  await expect(usernames).not.toHaveAccessibleDescription(/1 MB/);
  await previewUsernames(alex, "grace");
});

test("those who couldn't be invited can be corrected and invited again, at both widths", async ({
  signInAs,
  pages,
  inbox,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await alex.getByRole("checkbox", { name: "Support" }).check();
  await previewUsernames(alex, "grace nobody sam");
  await alex.getByRole("button", { name: "Invite 1 user" }).click();
  const heading = alex.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Invited 1 of 3 users", { timeout: MAX_MS });
  await expectAccessible(alex);
  for (const width of [1280, 390]) {
    await alex.setViewportSize({ width, height: 844 });
    const results = alex.getByRole("navigation", { name: "Result" });
    await results.getByRole("link", { name: "Already a user here 1" }).click();
    await expect(alex.getByRole("status").filter({ hasText: "1 username" })).toBeVisible();
    await results.getByRole("link", { name: "All 3" }).click();
    await expect(alex.getByRole("status").filter({ hasText: "3 usernames" })).toBeVisible();
  }

  await alex.getByRole("link", { name: "Edit and retry 1 user" }).click();
  const usernames = alex.getByRole("textbox", { name: "Usernames" });
  await expect(usernames).toHaveValue("nobody");
  await expect(alex.getByRole("checkbox", { name: "Support" })).toBeChecked();
  await previewUsernames(alex, "linus");
  await alex.getByRole("button", { name: "Invite 1 user" }).click();
  await expect(heading).toHaveText("Invited 1 user", { timeout: MAX_MS });
  await expect(alex.getByRole("link", { name: "Edit and retry" })).toHaveCount(0);
  await inbox("linus").link();
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
  await back.getByRole("link", { name: /^Invit(ing|ed) 60 users$/ }).click();
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
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText(/^Delet(ing|ed) 45 invitations$/);
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
