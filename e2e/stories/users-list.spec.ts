import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { disableUser } from "@/db/users/disable";
import { rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("search, sort and page of the users list are in the URL", async ({ scenario, signInAs, pages }) => {
  await scenario.addUsers("acme", 45);
  const alex = await signInAs("alex", `${pages.users("acme")}?sort=-username`);
  const rows = alex.getByRole("row");
  await expect(alex.getByText("47 users", { exact: true })).toBeVisible();
  await expect(rows.nth(1)).toContainText("Sam Rivera");
  await expect(rows).toHaveCount(21);
  await alex.getByRole("link", { name: "Next" }).click();
  await expect(rows.nth(1)).toContainText("person-26");
  await expect(alex).toHaveURL(/after=/);

  await alex.getByRole("searchbox", { name: "Search users" }).fill("person-4");
  await alex.getByRole("button", { name: "Search", exact: true }).click();
  await expect(alex.getByText("6 users", { exact: true })).toBeVisible();
  await expect(rows.nth(1)).toContainText("person-45");
  await alex.getByRole("columnheader", { name: "Name" }).getByRole("link").click();
  await expect(rows.nth(1)).toContainText("person-40");
  await expect(alex).toHaveURL(/q=person-4/);
  await alex.goBack();
  await expect(rows.nth(1)).toContainText("person-45");
  await alex.goBack();
  await expect(alex.getByRole("searchbox", { name: "Search users" })).toHaveValue("");
  await expect(rows.nth(1)).toContainText("Sam Rivera");
});

test("a search without results says so", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", `${pages.users("acme")}?q=nobody%20at%20all`);
  await expect(alex.getByText("No results for “nobody at all”")).toBeVisible();
  await expect(alex.getByRole("searchbox")).toHaveValue("nobody at all");
});

test("a URL with invalid parameters shows the list", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", `${pages.users("acme")}?sort=wrong&after=%00&before=x&q=&q=y`);
  await expect(alex.getByText("2 users", { exact: true })).toBeVisible();
});

test("the list can be filtered by where the account is managed, by disabled accounts and by group, and the URL keeps it", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme", ["Support"]);
  await scenario.addMember("linus", "acme");
  await disableUser({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { userId: (await scenario.session("sam")).userId },
  });
  const alex = await signInAs("alex", pages.users("acme"));
  const filters = alex.getByRole("navigation", { name: "Filter" });
  await filters.getByRole("link", { name: "Invited 2" }).click();
  await expect(alex.getByText("2 users", { exact: true })).toBeVisible();
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Invited by Alex Morgan");
  await expect(rowOf(alex, "Sam Rivera")).toHaveCount(0);

  const group = alex.getByRole("combobox", { name: "Group" });
  await group.selectOption("Support");
  await expect(alex.getByText("1 user", { exact: true })).toBeVisible();
  await expect(group).toHaveValue(await scenario.groupId("acme", "Support"));
  await expect(alex).toHaveURL(/show=invited.*group=/);
  await alex.reload();
  await expect(group.locator("option:checked")).toHaveText("Support");
  await expect(rowOf(alex, "Grace Holloway")).toBeVisible();
  await expectAccessible(alex);

  await group.selectOption("All groups");
  await expect(alex.getByText("2 users", { exact: true })).toBeVisible();
  await filters.getByRole("link", { name: "Disabled 1" }).click();
  await expect(alex.getByText("1 user", { exact: true })).toBeVisible();
  await expect(rowOf(alex, "Sam Rivera")).toContainText("Disabled");
});

test("a filter without results says so, and a group of another organization shows nobody", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const foreign = await scenario.groupId("meridian", "Administrators");
  const alex = await signInAs("alex", `${pages.users("acme")}?group=${foreign}`);
  await expect(alex.getByText("No users found")).toBeVisible();
  await expect(alex.getByRole("main")).not.toContainText("Ada Winter");
  await alex.getByRole("link", { name: "Clear filter" }).click();
  await expect(alex.getByText("2 users", { exact: true })).toBeVisible();
});

test("viewers who can't see groups get no filter by group", async ({ scenario, signInAs, pages }) => {
  await scenario.grantPermissions("sam", "acme", ["users.view"]);
  const support = await scenario.groupId("acme", "Support");
  const sam = await signInAs("sam", `${pages.users("acme")}?group=${support}`);
  await expect(sam.getByText("2 users", { exact: true })).toBeVisible();
  await expect(sam.getByRole("combobox", { name: "Group" })).toHaveCount(0);
  await expect(sam.getByRole("checkbox")).toHaveCount(0);
});

test("the menu of a row leads to the user, and removes an invited one", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme");
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("button", { name: /Actions for .*Sam Rivera/ }).click();
  const menu = alex.getByRole("menu", { name: /Sam Rivera/ });
  await expect(menu.getByRole("menuitem")).toHaveText([
    "View user",
    "Edit profile",
    "Change groups",
    "Copy email address",
  ]);
  await expectAccessible(alex);
  await menu.getByRole("menuitem", { name: "View user" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sam Rivera");
  await alex.goBack();

  await alex.getByRole("button", { name: /Actions for .*Grace Holloway/ }).click();
  await alex.getByRole("menuitem", { name: "Remove from Acme Travel" }).click();
  const confirmation = alex.getByRole("alertdialog", { name: "Remove 1 user?" });
  await expect(confirmation).toContainText("Grace Holloway loses access to Acme Travel immediately.");
  await confirmation.getByRole("button", { name: "Remove user" }).click();
  await expect(rowOf(alex, "Grace Holloway")).toHaveCount(0);
});

test("the users that match are exported as CSV", async ({ scenario, signInAs, pages }) => {
  await scenario.addMember("grace", "acme", ["Support"]);
  await scenario.addUsers("acme", 30);
  const alex = await signInAs("alex", `${pages.users("acme")}?q=person&sort=-username`);
  const lines = await exported(alex, /^users-acme-travel-\d{4}-\d\d-\d\d\.csv$/);
  expect(lines[0]).toBe(
    "\uFEFFUsername,Name,Email,Status,Groups,Managed by,Invited by,Joined (UTC),Membership ends (UTC)",
  );
  expect(lines).toHaveLength(32);
  expect(lines[1]).toMatch(
    /^person-30,Person 30,person-30@.*,Active,,Acme Travel,,\d{4}-\d\d-\d\dT[\d:.]+Z,$/,
  );

  await alex.goto(`${pages.users("acme")}?show=invited`);
  const invited = await exported(alex, /\.csv$/);
  expect(invited).toHaveLength(3);
  expect(invited[1]).toMatch(/^grace,Grace Holloway,.*,Active,Support,Meridian Group,Alex Morgan,/);
});

test("the invitations that match are exported as CSV, without links", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace", "linus"], ["Support"]);
  await scenario.expire("acme", "linus");
  const link = await inbox("grace").link();
  const alex = await signInAs("alex", `${pages.invitations("acme")}?status=pending`);
  const lines = await exported(alex, /^invitations-acme-travel-\d{4}-\d\d-\d\d\.csv$/);
  expect(lines[0]).toMatch(
    /^\uFEFFUsername,Name,Email,Status,Email status,Groups,Invited by,Created \(UTC\)/,
  );
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^grace,Grace Holloway,grace@.*,Pending,Sent,Support,Alex Morgan,/);
  expect(lines.join()).not.toContain(link.split("/").at(-1));
});

/** The lines of the file that the page's export downloads. */
async function exported(page: Page, name: RegExp): Promise<string[]> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(name);
  return (await readFile(await download.path(), "utf8")).split("\r\n");
}
