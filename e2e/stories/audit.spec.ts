import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { createGroup } from "@/db/groups/create";
import { deleteGroup } from "@/db/groups/delete";
import { editGroup } from "@/db/groups/edit";
import { editUser } from "@/db/users/edit";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { eventOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("an event expands to show old and new values", async ({ scenario, signInAs, pages }) => {
  await renameSam(scenario);
  const alex = await signInAs("alex", pages.audit("acme"));
  const row = eventOf(alex, "Ada Winter changed Samuel Rivera's profile");
  await expect(row).toContainText("from Meridian Group");
  await expect(row.getByText("Sam Rivera")).toBeHidden();
  await row.getByText("Details").click();
  await expect(row.getByRole("definition").first()).toHaveText("from Sam Rivera → to Samuel Rivera");
  await expect(row).toContainText("192.0.2.1");
  await expectAccessible(alex);
});

test("on a phone the filters are closed, so that the first event is near the top", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await renameSam(scenario);
  const alex = await signInAs("alex", pages.audit("acme"));
  const topOf = async (element: Locator) => {
    const box = await element.boundingBox();
    if (!box) throw new Error("What is measured has to be visible.");
    return box.y;
  };
  const event = eventOf(alex, "Samuel Rivera's profile");
  await alex.setViewportSize({ width: 768, height: 900 });
  const [details, sentence] = [
    event.getByText("Details"),
    event.getByRole("link", { name: "Samuel Rivera" }),
  ];
  expect(Math.abs((await topOf(details)) - (await topOf(sentence)))).toBeLessThan(8);
  await alex.setViewportSize({ width: 1280, height: 800 });
  const fields = ["Person (username)", "Action", "Outcome", "From", "To"].map((label) =>
    alex.getByLabel(label, { exact: true }),
  );
  const tops = new Set(await Promise.all(fields.map(topOf)));
  expect(tops.size).toBe(1);
  await alex.setViewportSize({ width: 390, height: 844 });
  await expect(alex.getByLabel("Action")).toBeHidden();
  expect(await topOf(event)).toBeLessThan(360);
  await alex.getByRole("button", { name: "Filter" }).click();
  await expectAccessible(alex);
  await alex.getByLabel("Outcome").selectOption("Rejected");
  await expect(alex.getByText("0 events", { exact: true })).toBeVisible();
  await expect(alex.getByRole("button", { name: "Filter: 1" })).toBeVisible();
});

test("names lead to the pages of people, groups and invitations that the viewer can open", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  await createAndEditGroup(scenario, "Drivers");
  const ctx = await scenario.contextOf("alex", "acme");
  await deleteGroup({ ctx, input: { groupId: await scenario.groupId("acme", "Drivers") } });
  await renameSam(scenario);
  const alex = await signInAs("alex", pages.audit("acme"));
  await expect(eventOf(alex, "deleted the group Drivers").getByRole("link", { name: "Drivers" })).toHaveCount(
    0,
  );
  await expect(eventOf(alex, "Ada Winter").getByRole("link", { name: "Ada Winter" })).toHaveCount(0);
  for (const [event, name, heading] of [
    ["Alex Morgan invited Grace Holloway", "Grace Holloway", "Invitation to Grace Holloway"],
    ["Alex Morgan invited Grace Holloway", "Alex Morgan", "Alex Morgan"],
    ["changed Samuel Rivera's profile", "Samuel Rivera", "Samuel Rivera"],
  ] as const) {
    await eventOf(alex, event).getByRole("link", { name }).click();
    await expect(alex.getByRole("heading", { level: 1 })).toHaveText(heading);
    await alex.goBack();
  }
});

test("a filter is applied as soon as it is complete, and keeps the focus", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await renameSam(scenario);
  const alex = await signInAs("alex", pages.audit("acme"));
  const person = alex.getByLabel("Person (username)");
  await expect(alex.locator("#audit-people option")).toHaveCount(1);
  await expect(alex.getByRole("button", { name: "Filter" })).toHaveCount(0);
  await person.pressSequentially("ada");
  await expect(alex).toHaveURL(/[?&]person=ada/);
  await expect(alex.getByText("1 event", { exact: true })).toBeVisible();
  await expect(person).toBeFocused();
  await person.fill("nobody");
  await expect(alex).toHaveURL(/[?&]person=ada/);
  await person.press("Tab");
  await expect(alex).toHaveURL(/[?&]person=nobody/);
  await expect(alex.getByText("0 events", { exact: true })).toBeVisible();
  await person.fill("");
  await expect(alex).not.toHaveURL(/person/);
  await alex.getByLabel("From").fill("2999-01-01");
  await alex.getByLabel("From").fill("2100-01-01");
  await expect(alex).toHaveURL(/[?&]from=2100-01-01/);
  await expect(alex.getByText("0 events", { exact: true })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("filters are applied by a button", async ({ scenario, signInAs, pages }) => {
    await renameSam(scenario);
    const alex = await signInAs("alex", pages.audit("acme"));
    await alex.getByLabel("Person (username)").fill("ada");
    await alex.getByRole("button", { name: "Filter" }).click();
    await expect(alex.getByText("1 event", { exact: true })).toBeVisible();
  });
});

test("the details of an event lead to those of the same person, target, action and day", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await renameSam(scenario);
  await createAndEditGroup(scenario, "Drivers");
  await scenario.db.execute(sql`
    insert into audit_events (organization_id, at, actor_name, action, subject_name)
    values (${scenario.organizations.acme.id}, now() - interval '3 days', 'sam', 'groups.create', 'Riders')`);
  const alex = await signInAs("alex", pages.audit("acme"));
  const whole = alex.url();

  await open(alex, "Samuel Rivera's profile");
  await eventOf(alex, "Samuel Rivera's profile").getByRole("link", { name: "Same person" }).click();
  await expect(alex.getByText("1 event", { exact: true })).toBeVisible();
  await expect(alex.getByLabel("Person (username)")).toHaveValue("ada");
  await alex.getByRole("link", { name: "Clear filters" }).click();
  await expect(alex).toHaveURL(whole);

  await open(alex, "changed the group");
  await eventOf(alex, "changed the group").getByRole("link", { name: "Same target" }).click();
  await expect(alex.getByText("2 events", { exact: true })).toBeVisible();
  await alex.getByRole("link", { name: /^About Drivers/ }).click();
  await expect(alex).toHaveURL(whole);

  await open(alex, "Riders");
  await eventOf(alex, "Riders").getByRole("link", { name: "Same action" }).click();
  await expect(alex.getByText("2 events", { exact: true })).toBeVisible();
  await expect(alex.getByLabel("Action")).toHaveValue("groups.create");
  // The row is still open.
  await eventOf(alex, "Riders").getByRole("link", { name: "Same day" }).click();
  await expect(alex.getByText("1 event", { exact: true })).toBeVisible();
  await expect(alex.getByLabel("From")).not.toHaveValue("");
  await expect(alex.getByLabel("To", { exact: true })).not.toHaveValue("");
  await expectAccessible(alex);
});

test("filters, search and pages of the audit log are in the URL", async ({ scenario, signInAs, pages }) => {
  await scenario.db.execute(sql`
    insert into audit_events (organization_id, at, actor_name, action, outcome, subject_name)
    select ${scenario.organizations.acme.id}, now() - n * interval '1 hour', 'clerk-' || n % 2, 'users.edit',
      (case when n % 10 = 0 then 'refused' else 'done' end)::audit_outcome, 'client-' || n
    from generate_series(1, 45) n`);
  const alex = await signInAs("alex", pages.audit("acme"));
  await alex.getByLabel("Action").selectOption("users.edit");
  await expect(alex).toHaveURL(/[?&]action=users.edit/);
  await alex.getByLabel("Outcome").selectOption("Rejected");
  await expect(alex.getByText("4 events", { exact: true })).toBeVisible();
  const denied = eventOf(alex, "clerk-0 was denied permission to edit users");
  await expect(denied).toContainText(Array(4).fill("Rejected"));
  await alex.getByRole("link", { name: "Clear filters" }).click();
  await expect(alex.getByLabel("Outcome")).toHaveValue("");

  await alex.getByRole("searchbox", { name: "Search audit log" }).fill("CLIENT");
  await alex.getByRole("button", { name: "Search", exact: true }).click();
  await expect(alex).toHaveURL(/[?&]q=CLIENT/); // the events are as many as before
  await expect(alex.getByText("45 events", { exact: true })).toBeVisible();
  const rows = alex.getByRole("row");
  await expect(rows.nth(1)).toContainText("client-1");
  await alex.getByRole("link", { name: "Next" }).click();
  await expect(rows.nth(1)).toContainText("client-21");
  await alex.getByRole("link", { name: "Next" }).click();
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(5)).toContainText("client-45");
  await alex.getByRole("link", { name: "Previous" }).click();
  await expect(rows.nth(1)).toContainText("client-21");
  await alex.reload();
  await expect(rows.nth(1)).toContainText("client-21");
  await alex.getByRole("searchbox", { name: "Search audit log" }).fill("nobody at all");
  await alex.getByRole("button", { name: "Search", exact: true }).click();
  await expect(alex.getByText("No results for “nobody at all”")).toBeVisible();
});

test("an organization sees what its administrators did in child organizations, and nothing else from there", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await renameSam(scenario);
  await createAndEditGroup(scenario, "Drivers");
  const ada = await signInAs("ada", pages.audit("meridian"));
  const row = eventOf(ada, "Ada Winter changed sam's profile");
  await expect(row.getByRole("cell")).toContainText(["", "from Meridian Group", "Acme Travel"]);
  await expect(eventOf(ada, "Drivers")).toHaveCount(0);
});

test("the export has every event that matches the filter", async ({ scenario, signInAs, pages }) => {
  await renameSam(scenario);
  await createAndEditGroup(scenario, "Drivers, and riders");
  const alex = await signInAs("alex", `${pages.audit("acme")}?person=alex`);
  const [download] = await Promise.all([
    alex.waitForEvent("download"),
    alex.getByRole("link", { name: "Export as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^audit-acme-travel-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
  expect(lines[0]).toMatch(/^\uFEFFTime \(UTC\),Organization,Actor,Acting from,Event,Target,Outcome,Details/);
  const events = ["alex changed the group", "alex created the group"];
  expect(lines.slice(1, -1)).toEqual(events.map((event) => expect.stringContaining(event)));
  expect(lines.at(-1)).toBe("");
  const changed = lines.find((line) => line.includes("changed the group"));
  expect(changed).toContain(
    ',Acme Travel,alex,,"alex changed the group Drivers, and riders","Drivers, and riders",Completed,',
  );
  expect(changed).toContain("Description: Who drive. → Who drive and ride.");
  expect(lines.some((line) => line.includes(",ada,"))).toBe(false);
});

async function open(page: Page, name: string): Promise<void> {
  await eventOf(page, name).getByText("Details").click();
}

/** Renames Sam as Ada, who has switched to Sam's organization. */
async function renameSam(scenario: Scenario): Promise<void> {
  const { userId } = await scenario.session("sam");
  const profile = { username: "sam", name: "Samuel Rivera", email: scenario.email("sam") };
  await editUser({ ctx: await scenario.contextOf("ada", "acme"), input: { userId, ...profile } });
}

/** Creates a group as Alex, and then changes its description. */
async function createAndEditGroup(scenario: Scenario, name: string): Promise<void> {
  const ctx = await scenario.contextOf("alex", "acme");
  const { id } = await createGroup({ ctx, input: { name, description: "Who drive.", roleIds: [] } });
  await editGroup({ ctx, input: { groupId: id, name, description: "Who drive and ride." } });
}
