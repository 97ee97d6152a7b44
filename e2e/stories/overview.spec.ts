import type { Locator } from "@playwright/test";
import { sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import { clickUntilVisible, countClicks, outcome } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

for (const start of ["overview", "users"] as const) {
  test(`inviting three people into two groups takes five clicks from the ${start}`, async ({
    signInAs,
    pages,
  }) => {
    const alex = await signInAs("alex", pages[start]("acme"));
    await alex.emulateMedia({ reducedMotion: "reduce" }); // Playwright scrolls to what moves, and that closes the list
    await expect(alex.getByRole("button", { name: "Invite Parent User" }).first()).toBeEnabled();
    const clicks = await countClicks(alex);
    await alex.getByRole("button", { name: "Invite Parent User" }).first().click();
    const dialog = alex.getByRole("dialog", { name: "Invite Parent User" });
    await expect(dialog.getByRole("textbox", { name: "Usernames" })).toBeFocused();
    await alex.keyboard.type("grace linus margaret");
    const height = await heightOf(dialog);
    await dialog.getByRole("combobox", { name: "Groups" }).click();
    const options = alex.getByRole("listbox").getByRole("option");
    await options.filter({ hasText: "Booking managers" }).click();
    await options.filter({ hasText: "Support" }).click();
    const chosen = dialog.getByRole("list", { name: "Chosen groups", includeHidden: true });
    await expect(chosen).toHaveText(/Booking managers\s*Support/);
    expect(await heightOf(dialog)).toBe(height);
    // The list of groups is still open, and hides the rest of the dialog from screen readers.
    await alex.locator("[role=dialog] button[type=submit]").click();
    await expect(outcome(dialog)).toHaveText("3 invited");
    expect(await clicks()).toBe(5);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(alex.getByRole("button", { name: "Invite Parent User" }).first()).toBeFocused();
  });
}

test("a new administrator follows the first steps, which disappear when all are done", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  const steps = alex.getByRole("region", { name: "Set up Acme Travel" });
  await expect(steps).toContainText("2 of 4 done");
  await expect(steps.getByRole("progressbar", { name: "Set up Acme Travel" })).toBeVisible();
  await expect(steps.getByRole("listitem").filter({ hasText: "(done)" })).toHaveText([
    /^Roles are ready to use/,
    /^Groups with those roles are ready to use/,
  ]);
  await expectAccessible(alex);
  await steps.getByRole("link", { name: "Open settings" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Settings");
  const ctx = await scenario.contextOf("alex", "acme");
  await scenario.db.transaction((tx) =>
    record(tx, causeOf(ctx), {
      action: "settings.edit",
      subject: ctx.organization,
      details: { changes: {} },
    }),
  );

  await alex.goto(pages.overview("acme"));
  await expect(steps).toContainText("3 of 4 done");
  await clickUntilVisible(
    steps.getByRole("button", { name: "Invite Parent User" }),
    alex.getByRole("dialog", { name: "Invite Parent User" }),
  );
  await alex.keyboard.type("grace");
  await alex.getByRole("button", { name: "Invite", exact: true }).click();
  await alex.getByRole("button", { name: "Done" }).click();
  await expect(steps).toHaveCount(0);
});

test("the first steps in a root organization lead to its child organizations", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.db.execute(sql`
    update organizations set created_at = now() where id = ${scenario.organizations.meridian.id}`);
  const ada = await signInAs("ada", pages.overview("meridian"));
  const steps = ada.getByRole("region", { name: "Set up Meridian Group" });
  await expect(steps.getByRole("listitem")).toHaveText([
    /^Create an organization for a customer or partner \(done\)$/,
    /^Switch to a child organization and invite people/,
    /^Create a second user \(done\)$/,
    /^Set the logo, language and time zone/,
  ]);
  await expect(ada.getByRole("button", { name: "Invite Parent User" })).toHaveCount(0);
  await steps.getByRole("link", { name: "Choose organization" }).click();
  await expect(ada).toHaveURL(pages.organizations("meridian"));
});

test("what needs attention leads to the invitations and users that it is about", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const endsOn = new Date(Date.now() + 4 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await scenario.addUsers("meridian", 1);
  await scenario.invite("alex", "acme", ["grace", "linus", "margaret", "person-01"]);
  await scenario.expire("acme", "grace");
  await scenario.expire("acme", "linus");
  await scenario.sentInvitationId("acme", "margaret");
  await scenario.db.execute(sql`
    update invitations set email_state = 'failed', expires_at = null, email_error = '{"code":"rejected","reply":"550"}'
    where organization_id = ${scenario.organizations.acme.id} and username = 'margaret'`);
  await scenario.sentInvitationId("acme", "person-01");
  await scenario.db.execute(sql`
    update invitations set expires_at = now() + interval '20 hours'
    where organization_id = ${scenario.organizations.acme.id} and username = 'person-01'`);
  await scenario.addMember("dennis", "acme");
  await scenario.db.execute(sql`
    update memberships set ends_at = ${endsOn}::timestamptz
    where organization_id = ${scenario.organizations.acme.id} and username = 'dennis'`);

  const alex = await signInAs("alex", pages.overview("acme"));
  const attention = alex.getByRole("region", { name: "Needs attention" });
  await expect(attention.getByRole("listitem")).toContainText([
    "1 email failed",
    "2 invitations have expired",
    "1 invitation expires within a day",
    "Memberships ending soon",
    "Dennis",
  ]);
  await expectAccessible(alex);
  await attention.getByRole("link", { name: "1 email failed" }).click();
  await expect(alex.getByRole("row").filter({ hasText: "margaret" })).toBeVisible();
  await expect(alex.getByRole("row").filter({ hasText: "grace" })).toHaveCount(0);
  await alex.goBack();
  await attention.getByRole("link", { name: "2 invitations have expired" }).click();
  await expect(alex).toHaveURL(`${pages.invitations("acme")}?status=expired`);
  await expect(alex.getByText("2 invitations", { exact: true })).toBeVisible();
  await alex.goBack();
  await attention.getByRole("link", { name: "1 invitation expires within a day" }).click();
  await expect(alex.getByText("1 invitation", { exact: true })).toBeVisible();
  await expect(alex.getByRole("row").filter({ hasText: "person-01" })).toBeVisible();
  await expect(alex.getByRole("link", { name: "Expiring soon 1" })).toHaveAttribute("aria-current", "true");
});

test("when there are two weeks to compare, a chart and a table show the invitations of the last weeks", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Overview");
  await expect(alex.getByRole("region", { name: "Invitations per week" })).toHaveCount(0);
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  await scenario.addMember("margaret", "acme");
  await alex.reload();
  const chart = alex.getByRole("region", { name: "Invitations per week" });
  await expect(alex.getByText("Margaret").first()).toBeVisible();
  await expect(chart).toHaveCount(0);
  await scenario.db.execute(sql`
    insert into audit_events (organization_id, at, actor_name, action, subject_name)
    select id, now() - interval '14 days', 'alex', 'invitations.create', 'grace'
    from organizations where id = ${scenario.organizations.acme.id}`);
  await alex.reload();
  const weeks = chart.getByRole("table", { name: "Invitations per week" }).getByRole("row");
  await expect(weeks).toHaveCount(13);
  await expect(weeks.last().getByRole("cell")).toHaveText(["3", "1", "0"]);
  await expect(chart).toContainText("starting on Mondays (UTC)");
  await expect(chart.locator("title").last()).toHaveText(/3 sent, 1 accepted, 0 declined/);
  await expectAccessible(alex);
});

test("activity names people and links to them", async ({ scenario, signInAs, pages }) => {
  await scenario.invite("alex", "acme", ["grace"], ["Support"]);
  const alex = await signInAs("alex", pages.overview("acme"));
  const activity = alex.getByRole("region", { name: "Recent activity" });
  await expect(activity.getByRole("listitem").first()).toContainText(
    "Alex Morgan invited Grace HollowayGroups: Support",
  );
  await activity.getByRole("link", { name: "Alex Morgan" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Alex Morgan");
  await alex.goBack();
  await activity.getByRole("link", { name: "Grace Holloway" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invitation to Grace Holloway");
  await alex.goBack();
  await activity.getByRole("link", { name: "See all" }).click();
  await expect(alex).toHaveURL(pages.audit("acme"));
});

test("each count of invitations in child organizations leads to what it counts", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  await scenario.expire("acme", "grace");
  await scenario.invite("hank", "globex", ["grace"]);
  const ada = await signInAs("ada", pages.overview("meridian"));
  const below = ada.getByRole("region", { name: "Invitations in child organizations" });
  await expect(below).toContainText("2 pending, 1 expired in 2 organizations");
  const organizations = below.getByRole("list", {
    name: "Organizations with pending or expired invitations",
  });
  await expect(organizations.getByRole("listitem")).toHaveText([
    /Acme Travel\s*1 pending, 1 expired/,
    /Globex Retail\s*1 pending/,
  ]);
  await expectAccessible(ada);
  await below.getByRole("link", { name: "in 2 organizations" }).click();
  await expect(ada).toHaveURL(`${pages.organizations("meridian")}?show=invitations`);
  await expect(ada.getByText("2 organizations", { exact: true })).toBeVisible();
  await ada.goBack();
  await organizations.getByRole("link", { name: "1 expired" }).click();
  await expect(ada).toHaveURL(`${pages.invitations("acme")}?status=expired`);
  await expect(ada.getByText("1 invitation", { exact: true })).toBeVisible();
});

test("users who can't invite see neither the button nor steps that they can't do", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("dennis", "acme", ["Support"]);
  const dennis = await signInAs("dennis", pages.overview("acme"));
  await expect(dennis.getByRole("heading", { level: 1 })).toHaveText("Overview");
  await expect(dennis.getByRole("button", { name: "Invite Parent User" })).toHaveCount(0);
  await expect(dennis.getByRole("region", { name: "Set up Acme Travel" })).toHaveCount(0);
  await expect(dennis.getByRole("link", { name: "See all" })).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the overview fits", async ({ scenario, signInAs, pages }) => {
    await scenario.invite("alex", "acme", ["grace", "linus"], ["Support"]);
    await scenario.expire("acme", "grace");
    const alex = await signInAs("alex", pages.overview("acme"));
    await expect(alex.getByRole("region", { name: "Needs attention" })).toBeVisible();
    await expectNoOverflow(alex.getByRole("main"));
    await alex.setViewportSize({ width: 320, height: 700 });
    await expectNoOverflow(alex.getByRole("main"));
    await expectAccessible(alex);
  });
});

async function heightOf(dialog: Locator) {
  return await dialog.evaluate((element) => element.getBoundingClientRect().height);
}

async function expectNoOverflow(main: Locator) {
  expect(await main.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
}
