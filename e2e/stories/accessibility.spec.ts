import type { Page } from "@playwright/test";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import { expectAccessibleOnEveryWidth } from "@/e2e/fixtures/accessible";
import type { Pages } from "@/e2e/fixtures/pages";
import { accept, previewUsernames } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

// Each screen is visited once, and checked there in light and dark mode, on a desktop, on a phone and at 320 pixels. What
// only a story leads to, as a dialog or an error, is checked in that story.

type Screen = readonly [title: string, path: (pages: Pages) => string];

const LISTS_AND_FORMS: Record<string, readonly Screen[]> = {
  users: [
    ["Overview", ({ overview }) => overview("acme")],
    ["Users", ({ users }) => users("acme")],
    ["Create user", ({ newUser }) => newUser("acme")],
    ["Users", ({ invitations }) => invitations("acme")],
    ["Bulk invite", ({ bulkInvite }) => bulkInvite("acme")],
    ["Users", ({ bulkActions }) => bulkActions("acme")],
  ],
  "groups, roles and child organizations": [
    ["Groups", ({ groups }) => groups("acme")],
    ["Create group", ({ newGroup }) => newGroup("acme")],
    ["Roles", ({ roles }) => roles("acme")],
    ["Create role", ({ newRole }) => newRole("acme")],
    ["Organizations", ({ organizations }) => organizations("acme")],
    ["Create organization", ({ newOrganization }) => newOrganization("acme")],
  ],
  "the audit log, settings and one's own account": [
    ["Audit log", ({ audit }) => audit("acme")],
    ["Settings", ({ settings }) => settings("acme")],
    ["My organizations", ({ myOrganizations }) => myOrganizations],
    ["Account", ({ account }) => account],
  ],
};

for (const [area, screens] of Object.entries(LISTS_AND_FORMS)) {
  test(`lists and forms of ${area} are accessible and fit a phone`, async ({ scenario, signInAs, pages }) => {
    await scenario.invite("alex", "acme", ["grace", "linus"], ["Support", "Booking managers"]);
    const alex = await signInAs("alex");
    for (const [title, path] of screens) {
      await alex.goto(path(pages));
      await expect(alex.getByRole("heading", { level: 1 })).toHaveText(title);
      await expectAccessibleOnEveryWidth(alex);
    }
  });
}

test("the pages of one user, group, role and child organization are accessible and fit a phone", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex");
  for (const [list, name] of [
    [pages.users, "Sam Rivera"],
    [pages.groups, "Booking managers"],
    [pages.roles, "Administrator"],
    [pages.organizations, "Acme Travel Europe"],
  ] as const) {
    await alex.goto(list("acme"));
    await linkOfRow(alex, name).click();
    await expect(alex.getByRole("heading", { level: 1 })).toHaveText(name);
    await expectAccessibleOnEveryWidth(alex);
  }
});

test("the pages that edit a user, a group and a role are accessible and fit a phone", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex");
  for (const [list, name, edit] of [
    [pages.users, "Sam Rivera", "Edit profile"],
    [pages.groups, "Booking managers", "Edit group"],
    [pages.roles, "Booking manager", "Edit role"],
  ] as const) {
    await alex.goto(list("acme"));
    await linkOfRow(alex, name).click();
    await alex.getByRole("link", { name: edit }).click();
    await expect(alex.getByRole("heading", { level: 1 })).toHaveText(`Edit ${name}`);
    await expectAccessibleOnEveryWidth(alex);
  }
});

test("an invitation's page and what the invitee sees are accessible and fit a phone", async ({
  scenario,
  signInAs,
  page,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"], ["Support"], { note: "Welcome!\nSee you soon." });
  const invitationId = await scenario.sentInvitationId("acme", "grace");
  const alex = await signInAs("alex", pages.invitation("acme", invitationId));
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invitation to Grace Holloway");
  await expectAccessibleOnEveryWidth(alex);

  const link = await inbox("grace").link();
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expectAccessibleOnEveryWidth(page);
  const grace = await signInAs("grace", link);
  await expect(grace.getByRole("button", { name: "Accept invitation" })).toBeVisible();
  await expectAccessibleOnEveryWidth(grace);
});

test("an invitation and a membership with a last day are accessible and fit a phone", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  const endsOn = new Date(Date.now() + 5 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await scenario.invite("alex", "acme", ["grace"], ["Support"], { endsOn });
  const invitationId = await scenario.sentInvitationId("acme", "grace");
  const alex = await signInAs("alex", pages.invitation("acme", invitationId));
  await expect(alex.getByRole("term").filter({ hasText: "Member until" })).toBeVisible();
  await expectAccessibleOnEveryWidth(alex);
  await alex.goto(pages.invitations("acme"));
  await expect(alex.getByText(/^Member until /)).toBeVisible();
  await expectAccessibleOnEveryWidth(alex);

  const grace = await signInAs("grace", await inbox("grace").link());
  await expectAccessibleOnEveryWidth(grace);
  await accept(grace);
  await grace.goto(pages.myOrganizations);
  await expectAccessibleOnEveryWidth(grace);
  await alex.goto(pages.overview("acme"));
  const attention = alex.getByRole("region", { name: "Needs attention" });
  await expect(attention).toBeVisible();
  await expectAccessibleOnEveryWidth(alex);
  await attention.getByRole("link", { name: "Grace Holloway" }).click();
  await expect(alex.getByLabel("Last day of membership")).toBeVisible();
  await expectAccessibleOnEveryWidth(alex);
});

test("a bulk action is accessible and fits a phone, before and after it has run", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await previewUsernames(alex, "grace nobody ken");
  await expectAccessibleOnEveryWidth(alex);
  await alex.getByRole("button", { name: "Invite 1 user" }).click();
  await expect(alex.getByText("Finished", { exact: true })).toBeVisible();
  await expectAccessibleOnEveryWidth(alex);
});

test("the pages for people who are signed out are accessible and fit a phone", async ({
  scenario,
  page,
  pages,
  inbox,
}) => {
  const { userId } = await scenario.session("sam");
  await scenario.db.transaction((tx) => queuePasswordLink(tx, userId));
  for (const [title, path] of [
    ["Find your organization", pages.start],
    ["Sign in to Acme Travel", pages.signIn("acme")],
    ["Forgot your password?", pages.forgotPassword("acme")],
    ["Set a new password", await inbox("sam").passwordLink()],
    ["Page not found", "/nothing"],
    ["Help", "/help"],
    ["What is a parent user?", "/help/parent-users"],
    ["How permissions work", "/help/permissions"],
    ["Why didn't the email arrive?", "/help/missing-emails"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expectAccessibleOnEveryWidth(page);
  }
});

/** The link of a row: "Sam Rivera · sam" for a user. */
function linkOfRow(page: Page, name: string) {
  return page.getByRole("table").getByRole("link", { name: new RegExp(`^${name}( ·|$)`) });
}
