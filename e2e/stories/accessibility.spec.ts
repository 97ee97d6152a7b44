import type { Page } from "@playwright/test";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import type { Pages } from "@/e2e/fixtures/pages";
import { previewPasted } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

/** The screens that need no story of their own to be looked at. */
const SCREENS: Record<string, (pages: Pages) => string> = {
  Overview: ({ overview }) => overview("acme"),
  Users: ({ users }) => users("acme"),
  "Create user": ({ newUser }) => newUser("acme"),
  Invitations: ({ invitations }) => invitations("acme"),
  "Invite many": ({ bulkInvite }) => bulkInvite("acme"),
  "Bulk actions": ({ bulkActions }) => bulkActions("acme"),
  Groups: ({ groups }) => groups("acme"),
  "Create group": ({ newGroup }) => newGroup("acme"),
  Roles: ({ roles }) => roles("acme"),
  "Create role": ({ newRole }) => newRole("acme"),
  Organizations: ({ organizations }) => organizations("acme"),
  "Create organization": ({ newOrganization }) => newOrganization("acme"),
  "Audit log": ({ audit }) => audit("acme"),
  Settings: ({ settings }) => settings("acme"),
  "My organizations": ({ myOrganizations }) => myOrganizations,
  Account: ({ account }) => account,
};

for (const [name, address] of Object.entries(SCREENS)) {
  test(`${name} is accessible in light and dark, fits a phone, and 320 pixels`, async ({
    scenario,
    signInAs,
    pages,
  }) => {
    await scenario.invite("alex", "acme", ["grace", "linus"], ["Support", "Booking managers"]);
    const alex = await signInAs("alex");
    await alex.goto(address(pages));
    await expect(alex.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(alex);
    await expectFits(alex);
  });
}

for (const [list, name] of [
  ["Users", "Sam Rivera"],
  ["Groups", "Booking managers"],
  ["Roles", "Administrator"],
  ["Organizations", "Acme Travel Europe"],
] as const) {
  test(`one of the ${list} is accessible in light and dark, fits a phone, and 320 pixels`, async ({
    signInAs,
    pages,
  }) => {
    const alex = await signInAs("alex", SCREENS[list]?.(pages));
    await alex.getByRole("table").getByRole("link", { name, exact: true }).click();
    await expect(alex.getByRole("heading", { level: 1 })).toHaveText(name);
    await expectAccessible(alex);
    await expectFits(alex);
  });
}

for (const [list, name] of [
  ["Groups", "Booking managers"],
  ["Roles", "Booking manager"],
] as const) {
  test(`editing one of the ${list} is accessible in light and dark, fits a phone, and 320 pixels`, async ({
    signInAs,
    pages,
  }) => {
    const alex = await signInAs("alex", SCREENS[list]?.(pages));
    await alex.getByRole("table").getByRole("link", { name, exact: true }).click();
    await alex.getByRole("link", { name: "Edit" }).click();
    await expect(alex.getByRole("heading", { level: 1 })).toHaveText(`Edit ${name}`);
    await expectAccessible(alex);
    await expectFits(alex);
  });
}

test("an invitation's page is accessible in light and dark, fits a phone, and 320 pixels", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"], ["Support"], { note: "Welcome!\nSee you soon." });
  const alex = await signInAs(
    "alex",
    pages.invitation("acme", await scenario.sentInvitationId("acme", "grace")),
  );
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invitation of Grace Holloway");
  await expectAccessible(alex);
  await expectFits(alex);
});

test("an invitation and a user with a last day are accessible in light and dark, fit a phone, and 320 pixels", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  const endsOn = new Date(Date.now() + 5 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await scenario.invite("alex", "acme", ["grace"], ["Support"], { endsOn });
  const alex = await signInAs(
    "alex",
    pages.invitation("acme", await scenario.sentInvitationId("acme", "grace")),
  );
  await expect(alex.getByRole("term").filter({ hasText: "Last day" })).toBeVisible();
  await expectAccessible(alex);
  await expectFits(alex);
  await alex.goto(pages.invitations("acme"));
  await expect(alex.getByText(/^Last day /)).toBeVisible();
  await expectAccessible(alex);
  await expectFits(alex);

  const grace = await signInAs("grace", await inbox("grace").link());
  await expectFits(grace);
  await grace.getByRole("button", { name: "Accept invitation" }).click();
  await expect(grace).toHaveURL(/my-organizations|\/o\//);
  await grace.goto(pages.myOrganizations);
  await expectFits(grace);
  await alex.goto(pages.overview("acme"));
  await expect(alex.getByRole("region", { name: "Memberships that end soon" })).toBeVisible();
  await expectFits(alex);
  await alex.getByRole("region", { name: "Memberships that end soon" }).getByRole("link").click();
  await expect(alex.getByLabel("Last day as a user")).toBeVisible();
  await expectAccessible(alex);
  await expectFits(alex);
});

test("a bulk action is accessible in light and dark, fits a phone, and 320 pixels, before and after it is sent", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await previewPasted(alex, "grace nobody ken");
  await expectAccessible(alex);
  await expectFits(alex);
  await alex.getByRole("button", { name: "Invite 1 user" }).click();
  await expect(alex.getByText("Finished", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(alex);
  await expectFits(alex);
});

for (const name of [
  "sign-in",
  "a forgotten password",
  "an invitation",
  "a password's link",
  "nothing there",
]) {
  test(`the page of ${name} fits a phone, and 320 pixels`, async ({ scenario, page, pages, inbox }) => {
    await scenario.invite("alex", "acme", ["grace"]);
    const { userId } = await scenario.session("sam");
    await scenario.db.transaction((tx) => queuePasswordLink(tx, userId));
    const address = {
      "sign-in": pages.signIn("acme"),
      "a forgotten password": pages.forgotPassword("acme"),
      "an invitation": await inbox("grace").link(),
      "a password's link": await inbox("sam").passwordLink(),
    }[name];
    await page.goto(address ?? "/nothing");
    await expectFits(page);
  });
}

async function expectFits(page: Page) {
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, "pixels to scroll sideways").toBe(0);
}
