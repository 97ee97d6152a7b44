import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("unsaved changes show, and discarding them restores what is saved", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme", ["Support"]);
  const alex = await openUser(await signInAs("alex", pages.users("acme")), "Grace Holloway");
  const groups = alex.getByRole("region", { name: "Groups" });
  const save = groups.getByRole("button", { name: "Save changes" });
  await expect(save).toBeDisabled();
  await groups.getByRole("checkbox", { name: "Support" }).uncheck();
  await expect(groups.getByText("Unsaved changes")).toBeVisible();
  await expect(save).toBeEnabled();
  await expectAccessible(alex);
  await groups.getByRole("checkbox", { name: "Support" }).check();
  await expect(groups.getByText("Unsaved changes")).toHaveCount(0);
  await expect(save).toBeDisabled();

  await groups.getByRole("checkbox", { name: "Booking managers" }).check();
  await groups.getByRole("button", { name: "Discard changes" }).click();
  await expect(groups.getByRole("checkbox", { name: "Booking managers" })).not.toBeChecked();
  await expect(groups.getByRole("checkbox", { name: "Support" })).toBeChecked();
  await expect(save).toBeFocused();
  await expect(save).toBeDisabled();
});

test("saving says so, keeps the focus, and leaves the other form's changes", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme", ["Support"]);
  const alex = await openUser(await signInAs("alex", pages.users("acme")), "Grace Holloway");
  const groups = alex.getByRole("region", { name: "Groups" });
  const end = alex.getByRole("region", { name: "End of membership" });
  await end.getByLabel("Last day of membership").fill("2099-01-01");
  await groups.getByRole("checkbox", { name: "Booking managers" }).check();
  await groups.getByRole("button", { name: "Save changes" }).click();
  await expect(groups.getByText("Groups saved.")).toBeVisible();
  await expect(alex.getByText("Groups saved.")).toHaveCount(1);
  await expect(groups.getByRole("button", { name: "Save changes" })).toBeFocused();
  await expect(groups.getByText("Unsaved changes")).toHaveCount(0);
  await expect(end.getByText("Unsaved changes")).toBeVisible();
  await expect(end.getByLabel("Last day of membership")).toHaveValue("2099-01-01");
  await groups.getByRole("checkbox", { name: "Support" }).uncheck();
  await expect(groups.getByText("Groups saved.")).toHaveCount(0);
  await expect(alex.getByRole("alertdialog")).toHaveCount(0);
  await alex.evaluate(() => history.back());
  await expect(alex.getByRole("alertdialog", { name: "Discard unsaved changes?" })).toBeVisible();
  await expect(end.getByLabel("Last day of membership")).toHaveValue("2099-01-01");
});

test("saving moves no checkbox before the next visit, when those that are checked come first", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.groups("acme"));
  await alex.getByRole("link", { name: "Support" }).click();
  const roles = alex.getByRole("region", { name: "Roles" });
  const names = roles.getByRole("checkbox");
  await expect(roles.getByRole("button", { name: "Save changes" })).toBeDisabled();
  const values = () => names.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
  const before = await values();
  await names.last().check();
  await roles.getByRole("button", { name: "Save changes" }).click();
  await expect(roles.getByText("Roles saved.")).toBeVisible();
  expect(await values()).toEqual(before);
  await expect(names.last()).toBeChecked();
  await alex.reload();
  await expect.poll(values).not.toEqual(before);
});

test("what failed to be saved can be discarded", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.settings("acme"));
  await alex.getByLabel("Button color").fill("blue");
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByText("Enter a hex color such as #1a56db, or leave this empty.")).toBeVisible();
  await expect(alex.getByText("Unsaved changes")).toBeVisible();
  await alex.getByRole("button", { name: "Discard changes" }).click();
  await expect(alex.getByLabel("Button color")).toHaveValue("");
  await expect(alex.getByText("Enter a hex color such as #1a56db, or leave this empty.")).toHaveCount(0);
  await expect(alex.getByText("Unsaved changes")).toHaveCount(0);
});

test("a link asks before changes are lost, and opens once they are discarded", async ({
  signInAs,
  pages,
}) => {
  const alex = await openUser(await signInAs("alex", pages.users("acme")), "Sam Rivera");
  const user = alex.url();
  const support = alex.getByRole("checkbox", { name: "Support" });
  await support.check();
  await expect(alex.getByText("Unsaved changes")).toBeVisible();
  const roles = alex.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Roles" });
  await roles.click();
  const confirmation = alex.getByRole("alertdialog", { name: "Discard unsaved changes?" });
  await expect(confirmation).toContainText("The changes on this page haven't been saved.");
  await expectAccessible(alex);
  await confirmation.getByRole("button", { name: "Keep editing" }).click();
  await expect(alex).toHaveURL(user);
  await expect(support).toBeChecked();

  await roles.click();
  await confirmation.getByRole("button", { name: "Discard changes" }).click();
  await expect(alex).toHaveURL(pages.roles("acme"));
  await alex.goBack();
  await expect(alex).toHaveURL(user);
  await expect(support).not.toBeChecked();
  await alex.goBack();
  await expect(alex).toHaveURL(pages.users("acme"));
});

test("going back and reloading ask before changes are lost", async ({ signInAs, pages }) => {
  const alex = await openUser(await signInAs("alex", pages.users("acme")), "Sam Rivera");
  const user = alex.url();
  const support = alex.getByRole("checkbox", { name: "Support" });
  await support.check();
  await expect(alex.getByText("Unsaved changes")).toBeVisible();
  const confirmation = alex.getByRole("alertdialog", { name: "Discard unsaved changes?" });
  for (const _ of [1, 2]) {
    await alex.evaluate(() => history.back());
    await confirmation.getByRole("button", { name: "Keep editing" }).click();
    await expect(confirmation).toBeHidden();
    await expect(support).toBeChecked();
  }
  const browserQuestion = alex.waitForEvent("dialog");
  const reload = alex.evaluate(() => location.reload()).catch(() => undefined);
  await (await browserQuestion).dismiss();
  await reload;
  await expect(support).toBeChecked();

  await alex.evaluate(() => history.back());
  await confirmation.getByRole("button", { name: "Discard changes" }).click();
  await expect(alex).toHaveURL(pages.users("acme"));
  await alex.goForward();
  await expect(alex).toHaveURL(user);
});

test("once saved, or canceled, a page is left without a confirmation", async ({ signInAs, pages }) => {
  const alex = await openUser(await signInAs("alex", pages.users("acme")), "Sam Rivera");
  const user = alex.url();
  await alex.getByRole("link", { name: "Edit profile" }).click();
  await alex.getByLabel("Name", { exact: true }).fill("Samuel Rivera");
  await expect(alex.getByText("Unsaved changes")).toBeVisible();
  await alex.getByRole("link", { name: "Cancel" }).click();
  await expect(alex).toHaveURL(user);
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sam Rivera");

  await alex.getByRole("checkbox", { name: "Support" }).check();
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByText("Groups saved.")).toBeVisible();
  await alex.getByRole("link", { name: "Roles" }).first().click();
  await expect(alex).toHaveURL(pages.roles("acme"));
});

test("a description of several lines, and a name with a line break, are no change", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const { administratorsGroupId } = scenario.organizations.acme;
  await scenario.db.execute(
    sql`update groups set name = ${"Front\ndesk"}, description = ${"One\r\ntwo\r\nthree"} where id = ${administratorsGroupId}`,
  );
  const alex = await signInAs("alex", pages.groups("acme"));
  await alex.getByRole("link", { name: "Front desk" }).click();
  await alex.getByRole("link", { name: "Edit group" }).click();
  await expect(alex.getByLabel("Description")).toHaveValue("One\ntwo\nthree");
  await expect(alex.getByText("Unsaved changes")).toHaveCount(0);
  await alex.reload();
  await expect(alex.getByLabel("Description")).toHaveValue("One\ntwo\nthree");
  await expect(alex.getByText("Unsaved changes")).toHaveCount(0);
  await alex.getByLabel("Description").fill("One");
  await expect(alex.getByText("Unsaved changes")).toBeVisible();
});

async function openUser(page: Page, name: string): Promise<Page> {
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  return page;
}
