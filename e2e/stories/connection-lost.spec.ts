import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { returnTo } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";

test("losing the connection leaves the page of a running bulk action in place, and it continues afterwards", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const id = await startEndlessBulkAction(scenario);
  const alex = await signInAs("alex", `${pages.bulkActions("acme")}/${id}`);
  const loads = countLoads(alex);
  const progress = alex.getByRole("progressbar", { name: "Progress" });
  await expect(progress).toHaveAttribute("value", "0");

  let failed = 0;
  alex.on("requestfailed", () => {
    failed++;
  });
  await alex.context().setOffline(true);
  await expect.poll(() => failed, "requests while offline").toBeGreaterThanOrEqual(3);
  await expect(progress).toBeVisible();
  await alex.context().setOffline(false);

  await settle(scenario, id, 4);
  await expect(progress).toHaveAttribute("value", "4");
  expect(loads()).toBe(0);
});

test("a connection lost while the page is being refreshed leaves it in place", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const id = await startEndlessBulkAction(scenario);
  const path = `${pages.bulkActions("acme")}/${id}`;
  const alex = await signInAs("alex", path);
  const loads = countLoads(alex);
  let cut = 0;
  await alex.route(
    (url) => url.pathname === path,
    async (route) => {
      cut++;
      await route.abort("connectionreset");
    },
  );
  await expect.poll(() => cut, "refreshes that failed").toBeGreaterThanOrEqual(2);
  await alex.unrouteAll();
  await settle(scenario, id, 7);
  await expect(alex.getByRole("progressbar", { name: "Progress" })).toHaveAttribute("value", "7");
  expect(loads()).toBe(0);
});

test("a half-filled page form is kept when the session ends, and can be sent after signing in again", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const first = await signInAs("alex", pages.newGroup("acme"));
  await first.getByLabel("Name").fill("Night shift");
  await first.getByLabel("Description").fill("Those who work at night");
  await scenario.db.execute(
    sql`delete from sessions where user_id = ${(await scenario.session("alex")).userId}`,
  );
  await returnTo(first);
  await first.getByRole("button", { name: "Create group" }).click();
  await expect(first.getByRole("alert").filter({ hasText: "You're signed out." })).toBeVisible();
  await expect(first.getByLabel("Name")).toHaveValue("Night shift");

  const second = await first.context().newPage();
  await second.goto(pages.signIn("acme"));
  await signIn(second, "alex");
  await returnTo(first);
  await first.getByRole("button", { name: "Create group" }).click();
  await expect(first.getByRole("heading", { level: 1 })).toHaveText("Night shift");
});

test("a part of the page whose script can't be loaded opens when the connection is back", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const button = alex.getByRole("button", { name: "Invite Parent User" });
  await expect(button).toBeEnabled();
  const loads = countLoads(alex);
  await alex.context().setOffline(true);
  await button.click();
  await expect(alex.getByRole("status").filter({ hasText: OFFLINE })).toBeVisible();
  await alex.context().setOffline(false);
  await expect(alex.getByRole("dialog", { name: "Invite Parent User" })).toBeVisible();
  expect(loads()).toBe(0);
});

test("a script that the server no longer has loads the page again, once, with what was entered", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const id = await scenario.sentInvitationId("acme", "grace");
  const alex = await signInAs("alex", pages.invitation("acme", id));
  const remove = alex.getByRole("button", { name: /^Delete/ });
  await expect(remove).toBeEnabled();
  const group = alex.getByRole("checkbox", { name: /Support/ });
  await group.check();
  const loads = countLoads(alex);
  let isReloading = false;
  alex.on("request", (request) => {
    isReloading ||= request.isNavigationRequest();
  });
  await alex.route("**/_next/static/chunks/**", async (route) => {
    if (!isReloading) await route.fulfill({ status: 404, body: "" });
    else await route.continue();
  });
  await remove.click();
  await expect(
    alex.getByRole("status").filter({ hasText: "Usher was updated. What you entered is still here" }),
  ).toBeVisible();
  await expect(group).toBeChecked();
  await remove.click();
  await expect(alex.getByRole("alertdialog")).toBeVisible();
  expect(loads()).toBe(1);
});

test("saving without a connection says so below the button, moves nothing above it, and stops when it is back", async ({
  signInAs,
  pages,
  scenario,
}) => {
  const { userId } = await scenario.session("sam");
  const alex = await signInAs("alex", `${pages.users("acme")}/${userId}`);
  const group = alex.getByRole("checkbox", { name: /Support/ });
  await group.setChecked(!(await group.isChecked()));
  const save = alex.getByRole("button", { name: "Save changes" });
  await alex.context().setOffline(true);
  await save.scrollIntoViewIfNeeded();
  const before = { group: await group.boundingBox(), save: await save.boundingBox() };
  await save.click();
  const alert = alex.getByRole("alert").filter({ hasText: `${OFFLINE} What you entered is still here.` });
  await expect(alert).toBeInViewport();
  expect({ group: await group.boundingBox(), save: await save.boundingBox() }).toEqual(before);
  await expectAccessible(alex);
  await alex.context().setOffline(false);
  await expect(alert).toHaveCount(0);
  await save.click();
  await expect(alex.getByText("Groups saved.")).toBeVisible();
});

test("every search says the same without a connection, and runs again when it is back", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await expect(alex.getByRole("button", { name: "Add user" })).toBeEnabled(); // hydrated
  await alex.context().setOffline(true);
  await alex.getByRole("searchbox").first().fill("sam");
  const bar = alex.getByRole("status").filter({ hasText: OFFLINE });
  await expect(bar).toBeVisible();
  await alex.context().setOffline(false);
  await expect(bar).toHaveCount(0);
  await expect(alex).toHaveURL(`${pages.users("acme")}?q=sam`);

  await alex.keyboard.press("Control+k");
  const palette = alex.getByRole("dialog", { name: "Quick search" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await alex.context().setOffline(true);
  await alex.keyboard.type("rivera");
  await expect(palette.getByRole("status")).toHaveText(OFFLINE);
  await alex.context().setOffline(false);
  await expect(palette.getByRole("option")).toHaveText(/Sam Rivera/);
});

test("accepting without a connection shows a message, and works when it is back", async ({
  scenario,
  signInAs,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const grace = await signInAs("grace", await inbox("grace").link());
  const accept = grace.getByRole("button", { name: "Accept invitation" });
  await expect(accept).toBeEnabled();
  await grace.context().setOffline(true);
  await accept.click();
  const alert = grace.getByRole("alert").filter({ hasText: OFFLINE });
  await expect(alert).toBeVisible();
  await grace.context().setOffline(false);
  await expect(alert).toHaveCount(0);
  await accept.click();
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("You joined Acme Travel");
});

test("a link that is tapped offline leaves the page in place, and the bar disappears when the connection is back", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await expect(alex.getByRole("button", { name: "Add user" })).toBeEnabled(); // hydrated
  const bar = alex.getByRole("status").filter({ hasText: OFFLINE });
  await alex.context().setOffline(true);
  await alex.getByRole("link", { name: "Groups" }).first().click();
  await expect(bar).toBeVisible();
  await expect(alex).toHaveURL(pages.users("acme"));
  await expectAccessible(alex);
  await bar.getByRole("button", { name: "Try again" }).click();
  await expect(bar).toBeVisible();
  await alex.context().setOffline(false);
  await expect(bar).toHaveCount(0);
  await expect(alex).toHaveURL(pages.users("acme"));
  await alex.getByRole("link", { name: "Groups" }).first().click();
  await expect(alex).toHaveURL(pages.groups("acme"));
});

const OFFLINE = "You're offline. Check your connection and try again.";

/** A bulk action of 10 rows that no worker runs. */
async function startEndlessBulkAction(scenario: Scenario): Promise<string> {
  const id = randomUUID();
  await scenario.db.execute(sql`
    insert into bulk_actions (id, organization_id, kind, state, actor_id, address, size, started_at)
    values (${id}, ${scenario.organizations.acme.id}, 'resend', 'running',
      ${(await scenario.session("alex")).userId}, '192.0.2.1', 10, now())`);
  return id;
}

async function settle(scenario: Scenario, id: string, count: number): Promise<void> {
  await scenario.db.execute(
    sql`update bulk_actions set tally = ${JSON.stringify({ sent: count })}::jsonb where id = ${id}`,
  );
}

function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("domcontentloaded", () => {
    loads++;
  });
  return () => loads;
}
