import type { Page } from "@playwright/test";
import { chooseAction, openInviteDialog, outcome, rowOf } from "@/e2e/fixtures/steps";
import { addSessionCookie, expect, expectAccessible, test } from "@/e2e/fixtures/test";

const REFUSAL = /^Another account signed in after you opened this page, so nothing was changed\./;

test("when another account signs in in a second tab, the invite dialog sends nothing and keeps what was entered", async ({
  signInAs,
  sessionCookie,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await dialog.getByRole("textbox", { name: "Usernames" }).fill("grace linus ");
  await addSessionCookie(alex.context(), await sessionCookie("ada"));
  const invite = dialog.getByRole("button", { name: "Invite", exact: true });
  await invite.click();
  await expect(dialog.getByRole("alert")).toHaveText(REFUSAL);
  await expect(dialog.getByRole("listitem")).toHaveText(["grace", "linus"]);
  await expectAccessible(alex);

  await addSessionCookie(alex.context(), await sessionCookie("alex"));
  await invite.click();
  await expect(outcome(dialog)).toHaveText("2 invited");
  await dialog.getByRole("button", { name: "Done" }).click();
  await alex.getByRole("link", { name: "Invitations", exact: true }).click();
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Alex Morgan");
});

test("a form on a page acts only for the account for which the page was opened", async ({
  signInAs,
  sessionCookie,
  pages,
}) => {
  const alex = await signInAs("alex", pages.newGroup("acme"));
  await alex.getByLabel("Name").fill("Night shift");
  await addSessionCookie(alex.context(), await sessionCookie("ada"));
  await alex.getByRole("button", { name: "Create group" }).click();
  await expectRefused(alex);
  await expect(alex.getByLabel("Name")).toHaveValue("Night shift");

  await alex.goto(pages.newGroup("acme"));
  await expect(alex.getByRole("button", { name: "Ada Winter" })).toBeVisible();
  await alex.getByLabel("Name").fill("Night shift");
  await alex.getByRole("button", { name: "Create group" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Night shift");
});

test("a confirmation acts only for the account for which the page was opened", async ({
  scenario,
  signInAs,
  sessionCookie,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const alex = await signInAs("alex", pages.invitations("acme"));
  await chooseAction(alex, "Grace Holloway", "Delete invitation");
  await addSessionCookie(alex.context(), await sessionCookie("ada"));
  const confirmation = alex.getByRole("alertdialog", { name: "Delete the invitation to Grace Holloway?" });
  await confirmation.getByRole("button", { name: "Delete" }).click();
  await expect(confirmation.getByRole("alert")).toHaveText(REFUSAL);
  await alex.reload();
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Pending");
});

test("the account page changes nothing of another account that has signed in since", async ({
  signInAs,
  sessionCookie,
  pages,
}) => {
  const alex = await signInAs("alex", pages.account);
  const elsewhere = await signInAs("ada");
  await addSessionCookie(alex.context(), await sessionCookie("ada"));
  await alex.getByRole("button", { name: "Sign out everywhere" }).click();
  const confirmation = alex.getByRole("alertdialog", { name: "Sign out everywhere?" });
  await confirmation.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(confirmation.getByRole("alert")).toHaveText(REFUSAL);
  await confirmation.getByRole("button", { name: "Cancel" }).click();
  await alex.getByRole("button", { name: /^Sign out .*192\.0\.2\.1/ }).click();
  await expectRefused(alex);
  await alex.getByRole("switch").click();
  await expect(alex.getByRole("alert").filter({ hasText: REFUSAL })).toHaveCount(2);
  await alex.reload();
  await expect(alex.getByRole("switch")).not.toBeChecked();
  await elsewhere.reload();
  await expect(elsewhere.getByRole("button", { name: "Ada Winter" })).toBeVisible();
});

test("declining keeps the reason when another account has signed in since, and the inviter isn't notified", async ({
  scenario,
  signInAs,
  sessionCookie,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const grace = await signInAs("grace", await inbox("grace").link());
  await grace.getByText("Decline…").click();
  await grace.getByLabel("Reason").fill("I am on leave.");
  await addSessionCookie(grace.context(), await sessionCookie("linus"));
  await grace.getByRole("button", { name: "Decline invitation" }).click();
  await expectRefused(grace);
  await expect(grace.getByLabel("Reason")).toHaveValue("I am on leave.");
  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Pending");
});

test("My organizations accepts and declines nothing for another account that has signed in since", async ({
  scenario,
  signInAs,
  sessionCookie,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  for (const username of ["grace", "linus"]) await scenario.sentInvitationId("acme", username);
  const grace = await signInAs("grace", pages.myOrganizations);
  const invitation = grace.getByRole("article", { name: "Acme Travel" });
  await invitation.getByText("Decline…").click();
  await invitation.getByLabel("Reason").fill("I am on leave.");
  await addSessionCookie(grace.context(), await sessionCookie("linus"));
  const refusals = invitation.getByRole("alert").filter({ hasText: REFUSAL });
  await invitation.getByRole("button", { name: "Accept invitation" }).click();
  await expect(refusals).toHaveCount(1);
  await invitation.getByRole("button", { name: "Decline invitation" }).click();
  await expect(refusals).toHaveCount(2);
  await expect(invitation.getByLabel("Reason")).toHaveValue("I am on leave.");
  await expectAccessible(grace);
  const alex = await signInAs("alex", pages.invitations("acme"));
  for (const name of ["Grace Holloway", "Linus Berg"])
    await expect(rowOf(alex, name)).toContainText("Pending");
});

test("My organizations sends no email for another account that has signed in since", async ({
  scenario,
  signInAs,
  sessionCookie,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const link = await inbox("grace").link();
  await scenario.sentInvitationId("acme", "grace");
  await scenario.letTimePass("acme", "6 minutes");
  await scenario.invite("hank", "globex", ["grace"]);
  await scenario.expire("globex", "grace");
  const grace = await signInAs("grace", pages.myOrganizations);
  await addSessionCookie(grace.context(), await sessionCookie("linus"));
  for (const [organization, name] of [
    ["Acme Travel", "Resend email"],
    ["Globex Retail", "Request new link"],
  ] as const) {
    const invitation = grace.getByRole("article", { name: organization });
    await invitation.getByRole("button", { name }).click();
    await expect(invitation.getByRole("alert").filter({ hasText: REFUSAL })).toBeVisible();
  }
  const hank = await signInAs("hank", pages.invitations("globex"));
  await expect(rowOf(hank, "Grace Holloway")).not.toContainText("New link requested");
  await addSessionCookie(grace.context(), await sessionCookie("grace"));
  await grace.goto(link); // still works, because nothing was resent
  await expect(grace.getByRole("button", { name: "Accept invitation" })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a form acts only for the account for which its page was opened, and keeps what was entered", async ({
    page,
    sessionCookie,
    pages,
  }) => {
    await addSessionCookie(page.context(), await sessionCookie("alex"));
    await page.goto(pages.newGroup("acme"));
    await page.getByLabel("Name").fill("Night shift");
    await addSessionCookie(page.context(), await sessionCookie("ada"));
    await page.getByRole("button", { name: "Create group" }).click();
    await expectRefused(page);
    await expect(page.getByLabel("Name")).toHaveValue("Night shift");
  });

  test("My organizations accepts nothing for another account that has signed in since", async ({
    scenario,
    page,
    sessionCookie,
    pages,
  }) => {
    await scenario.invite("alex", "acme", ["grace"]);
    await scenario.sentInvitationId("acme", "grace");
    await addSessionCookie(page.context(), await sessionCookie("grace"));
    await page.goto(pages.myOrganizations);
    await addSessionCookie(page.context(), await sessionCookie("linus"));
    await page.getByRole("button", { name: "Accept invitation" }).click();
    await expect(page.getByText("Another account has signed in since")).toBeVisible();
    await addSessionCookie(page.context(), await sessionCookie("grace"));
    await page.goto(pages.myOrganizations);
    await expect(page.getByRole("button", { name: "Accept invitation" })).toBeVisible();
  });
});

async function expectRefused(page: Page) {
  await expect(page.getByRole("alert").filter({ hasText: REFUSAL })).toBeVisible();
}
