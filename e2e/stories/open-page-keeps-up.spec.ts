import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { openActions, returnTo, rowOf } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

test("an open list shows within a minute what other users changed, and its times stay right", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  await scenario.sentInvitationId("acme", "grace");
  const alex = await signInAs("alex");
  await openWithClock(alex, pages.invitations("acme"));
  await expect(rowOf(alex, "Grace Holloway")).toContainText("just now");
  await scenario.invite("ada", "acme", ["linus"]);
  await scenario.letTimePass("acme", "2 minutes");
  await expect(rowOf(alex, "Linus Berg")).toHaveCount(0);
  await passMinute(alex);
  await expect(rowOf(alex, "Linus Berg")).toContainText("Ada Winter");
  await expect(rowOf(alex, "Grace Holloway")).toContainText("3 minutes ago");
});

test("an open page is refreshed when its window gets the focus", async ({ scenario, signInAs, pages }) => {
  const alex = await signInAs("alex", pages.groups("acme"));
  await scenario.db.execute(sql`
    update groups set name = 'Renamed by Ada'
    where name = 'Support' and organization_id = ${scenario.organizations.acme.id}`);
  await expect(async () => {
    await alex.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(rowOf(alex, "Renamed by Ada")).toBeVisible({ timeout: 3000 });
  }).toPass();
});

test("a refresh keeps the selection, the focus and the place of the rows in the window", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex");
  await scenario.addUsers("acme", 15);
  await openWithClock(alex, pages.users("acme"));
  const selected = alex.getByRole("checkbox", { name: "Select Person 12" });
  await selected.check();
  await alex.evaluate(() => window.scrollTo(0, 300));
  const before = await selected.boundingBox();
  await scenario.addMember("grace", "acme", ["Support"]);
  await passMinute(alex);
  await expect(alex.getByText("18 users", { exact: true })).toBeAttached();
  expect(await selected.boundingBox()).toEqual(before);
  await expect(selected).toBeChecked();
  await expect(selected).toBeFocused();
});

test("a page isn't refreshed while one of its menus is open or its tab is hidden", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  await scenario.sentInvitationId("acme", "grace");
  const alex = await signInAs("alex");
  await openWithClock(alex, pages.invitations("acme"));
  let refreshes = 0;
  alex.on("request", (request) => {
    if (request.method() === "POST") refreshes++;
  });
  const entry = await openActions(alex, "Grace Holloway", "Delete invitation");
  await expect(entry).toBeVisible();
  await passMinute(alex);
  await setVisibility(alex, "hidden");
  await alex.keyboard.press("Escape");
  await expect(entry).toBeHidden();
  await passMinute(alex);
  expect(refreshes).toBe(0);
  await setVisibility(alex, "visible");
  await passMinute(alex);
  await expect.poll(() => refreshes).toBe(1);
});

test("a page that is open and unused doesn't keep its session from ending", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex");
  await openWithClock(alex, pages.users("acme"));
  const { userId } = await scenario.session("alex");
  const isIdle = sql`user_id = ${userId} and last_seen_at < now() - interval '1 hour'`;
  await scenario.db.execute(
    sql`update sessions set last_seen_at = now() - interval '2 hours' where user_id = ${userId}`,
  );
  const idleSessions = async () =>
    (await scenario.db.execute(sql`select from sessions where ${isIdle}`)).length;
  const before = await idleSessions();
  for (const [person, users] of [
    ["grace", "3 users"],
    ["linus", "4 users"],
  ] as const) {
    await scenario.addMember(person, "acme");
    await passMinute(alex);
    await expect(alex.getByText(users, { exact: true })).toBeVisible();
  }
  expect(await idleSessions()).toBe(before);
  await returnTo(alex);
  await expect.poll(idleSessions).toBe(before - 1);
});

/** Opens a page whose time this test can move. The script has loaded. */
async function openWithClock(page: Page, path: string) {
  await page.clock.install();
  await page.goto(path);
  await expect(page.getByRole("checkbox").first()).toBeEnabled();
}

async function passMinute(page: Page) {
  await page.clock.fastForward("01:00");
}

async function setVisibility(page: Page, state: "visible" | "hidden") {
  await page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { value, configurable: true });
  }, state);
}
