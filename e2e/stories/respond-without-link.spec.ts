import { DEMO_PASSWORD } from "@/db/seed/demo";
import { returnTo } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("a signed-in invitee declines an invitation in My organizations, with a reason", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const id = await scenario.sentInvitationId("acme", "grace");
  const grace = await signInAs("grace", pages.myOrganizations);
  const invitation = grace.getByRole("article", { name: "Acme Travel" });
  await invitation.getByText("Decline…").click();
  await invitation.getByLabel("Reason").fill("Not this year.");
  await invitation.getByRole("button", { name: "Decline invitation" }).click();
  await expect(grace.getByText("Invitation declined.")).toBeVisible();
  await expect(invitation).toHaveCount(0);
  const alex = await signInAs("alex", pages.invitation("acme", id));
  await expect(alex.getByText("Not this year.").first()).toBeVisible();
});

test("a signed-in invitee gets the email again, with a link that works instead of the first", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const first = await inbox("grace").link();
  await scenario.sentInvitationId("acme", "grace");
  const grace = await signInAs("grace", pages.myOrganizations);
  const invitation = grace.getByRole("article", { name: "Acme Travel" });
  await invitation.getByRole("button", { name: "Resend email" }).click();
  await expect(invitation.getByRole("alert").filter({ hasText: "was emailed recently" })).toBeVisible();
  await expectAccessible(grace);

  await scenario.letTimePass("acme", "6 minutes");
  await invitation.getByRole("button", { name: "Resend email" }).click();
  const second = await inbox("grace").link(2);
  expect(second).not.toBe(first);
  await grace.goto(second);
  await expect(grace.getByRole("button", { name: "Accept invitation" })).toBeVisible();
});

test("an invitee asks for a new link to an expired invitation in My organizations", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  await scenario.expire("acme", "grace");
  const grace = await signInAs("grace", pages.myOrganizations);
  const invitation = grace.getByRole("article", { name: "Acme Travel" });
  await expect(invitation.getByRole("button", { name: "Accept invitation" })).toHaveCount(0);
  await invitation.getByRole("button", { name: "Request new link" }).click();
  await expect(invitation.getByText("You requested a new link")).toBeVisible();
  await expectAccessible(grace);
  expect((await inbox("alex").newest()).subject).toContain("New link requested");
});

test("an invitation that expires while My organizations is open can't be accepted there", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  await scenario.sentInvitationId("acme", "grace");
  const grace = await signInAs("grace", pages.myOrganizations);
  const accept = grace.getByRole("button", { name: "Accept invitation" });
  await expect(accept).toBeVisible();
  await scenario.expire("acme", "grace");
  await accept.click();
  await expect(grace.getByText("You can't respond to this invitation anymore.")).toBeVisible();
});

test("My organizations shows on return to its tab what happened in another one", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  await scenario.sentInvitationId("acme", "grace");
  const first = await signInAs("grace", pages.myOrganizations);
  const invitation = first.getByRole("article", { name: "Acme Travel" });
  await expect(invitation.getByRole("button", { name: "Accept invitation" })).toBeEnabled();
  const second = await signInAs("grace", pages.myOrganizations);
  await second.getByRole("button", { name: "Accept invitation" }).click();
  await expect(second.getByRole("heading", { level: 1 })).toHaveText("You joined Acme Travel");
  await returnTo(first);
  await expect(invitation).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a signed-in invitee accepts in My organizations", async ({ scenario, page, pages, inbox }) => {
    await scenario.invite("alex", "acme", ["grace"]);
    await inbox("grace").link();
    await page.goto(pages.signIn("meridian"));
    await page.getByLabel("Username").fill("grace");
    await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Accept invitation" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You joined Acme Travel");
  });
});
