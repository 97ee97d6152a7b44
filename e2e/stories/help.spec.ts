import type { Page } from "@playwright/test";
import { settleDelivery } from "@/db/invitations/deliver";
import { openInviteDialog } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

const PARENT_USERS = "What is a parent user?";
const PERMISSIONS = "How permissions work";
const MISSING_EMAILS = "Why didn't the email arrive?";

test("anyone reads the help, from its list of topics and from one article to the next", async ({ page }) => {
  await page.goto("/help");
  for (const title of [PARENT_USERS, PERMISSIONS, MISSING_EMAILS]) {
    await page.getByRole("link", { name: title }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page).toHaveTitle(`${title} · Usher`);
    await page.getByRole("link", { name: "All help topics" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Help");
  }
  await page.getByRole("link", { name: PARENT_USERS }).click();
  await page.getByRole("navigation", { name: "Help" }).getByRole("link", { name: PERMISSIONS }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(PERMISSIONS);
});

test("the help is in the language that its reader chooses", async ({ page }) => {
  await page.goto("/help/permissions");
  await page.getByRole("button", { name: "Language" }).click();
  await page.getByRole("button", { name: "Deutsch" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("So funktionieren Berechtigungen");
});

test("the invite dialog explains parent users in a new tab, so that nothing entered gets lost", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const usernames = dialog.getByRole("textbox", { name: "Usernames" });
  await usernames.fill("grace");
  await expectHelp(alex, "Learn more about parent users", PARENT_USERS);
  await expect(dialog.getByText("1 username", { exact: true })).toBeVisible();
});

test("roles, groups and a user's permissions lead to how permissions work", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex");
  for (const path of [pages.roles("acme"), pages.groups("acme")]) {
    await alex.goto(path);
    await expectHelp(alex, "Learn more about permissions", PERMISSIONS);
  }
  await alex.goto(pages.users("acme"));
  await alex.getByRole("table").getByRole("link", { name: "Sam Rivera" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sam Rivera");
  await expectHelp(alex, "Learn more about permissions", PERMISSIONS);
});

test("the page of an invitation whose email failed leads to why emails don't arrive", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const invitationId = await scenario.sentInvitationId("acme", "grace");
  const outcome = { sent: false, error: { code: "address-unusable" }, final: true } as const;
  await settleDelivery({ db: scenario.db, invitationId, sending: 1, outcome });
  const alex = await signInAs("alex", pages.invitation("acme", invitationId));
  await expectHelp(alex, "Why didn't the email arrive?", MISSING_EMAILS);
});

test("people who requested a new link can read why an email doesn't arrive", async ({ page }) => {
  await page.goto("/accept/unknown?requested=1");
  await expectHelp(page, "Why didn't the email arrive?", MISSING_EMAILS);
});

test("help that is opened in a console has its frame, and leads back to where its reader was", async ({
  signInAs,
  pages,
  page,
}) => {
  const alex = await signInAs("alex", pages.roles("acme"));
  const opened = alex.context().waitForEvent("page");
  await alex.getByRole("link", { name: "Learn more about permissions" }).click();
  const help = await opened;
  await expect(help.getByRole("heading", { level: 1 })).toHaveText(PERMISSIONS);
  await expect(help.getByRole("navigation", { name: "Breadcrumb" })).toContainText("Acme Travel");
  await expectAccessible(help);
  await help.getByRole("navigation", { name: "Help" }).getByRole("link", { name: PARENT_USERS }).click();
  await expect(help.getByRole("heading", { level: 1 })).toHaveText(PARENT_USERS);
  await help.getByRole("link", { name: "Back to where you were" }).click();
  await expect(help).toHaveURL(pages.roles("acme"));

  await page.goto(`/help/permissions?${new URLSearchParams({ from: pages.roles("acme") })}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(PERMISSIONS);
  await expect(page.getByRole("navigation", { name: "Console" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Back to where you were" })).toHaveCount(0);
});

test("the account menu leads to the help", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  await alex.getByRole("button", { name: "Alex Morgan" }).click();
  await expectHelp(alex, "Help", "Help");
});

/** Follows a link to the help, which opens in a new tab. */
async function expectHelp(page: Page, link: string, title: string) {
  const opened = page.context().waitForEvent("page");
  await page.getByRole("link", { name: link }).click();
  const help = await opened;
  await expect(help.getByRole("heading", { level: 1 })).toHaveText(title);
  await help.close();
}
