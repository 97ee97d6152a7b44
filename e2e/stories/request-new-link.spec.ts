import { resendInvitations } from "@/db/invitations/resend";
import { accept, clickUntilVisible } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

const REQUESTED = "New link requested";

test("the invitee of an expired invitation requests a new link, and the inviter resends it", async ({
  scenario,
  signInAs,
  page,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const link = await inbox("grace").link();
  const id = await scenario.sentInvitationId("acme", "grace");
  await scenario.letTimePass("acme", "5 days");
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation has expired");
  await page.getByRole("button", { name: "Request new link" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(REQUESTED);
  await expectAccessible(page);

  const email = await inbox("alex").newest();
  expect(email.subject).toBe("New link requested for Grace Holloway's invitation to Acme Travel");
  expect(email.text).toContain(pages.invitation("acme", id));

  const alex = await signInAs("alex", pages.overview("acme"));
  await expect(alex.getByRole("region", { name: "Your invitations" }).getByRole("listitem")).toContainText(
    "Grace Holloway requested a new link",
  );
  await expectAccessible(alex);
  await alex.getByRole("link", { name: "1 person requested a new link" }).click();
  await expect(alex.getByText("1 invitation", { exact: true })).toBeVisible();
  await alex.getByRole("link", { name: "Grace Holloway · grace" }).click();
  const notice = alex.getByText("Grace Holloway requested a new link just now.");
  await expect(notice).toBeVisible();
  await expectAccessible(alex);
  const announcement = alex.getByRole("status").filter({ hasText: "Resending the invitation" });
  await clickUntilVisible(alex.getByRole("button", { name: "Resend invitation" }), announcement);
  await expect(notice).toBeHidden();

  const grace = await signInAs("grace", await inbox("grace").link(2));
  await accept(grace);
});

test("requesting a link that the inviter has already resent shows the same page, and emails the invitee only", async ({
  scenario,
  signInAs,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const link = await inbox("grace").link();
  await scenario.sentInvitationId("acme", "grace");
  await scenario.letTimePass("acme", "5 days");
  const grace = await signInAs("grace");
  await grace.goto(link);
  const requestButton = grace.getByRole("button", { name: "Request new link" });
  await expect(requestButton).toBeVisible();
  const id = await scenario.sentInvitationId("acme", "grace");
  await resendInvitations({ ctx: await scenario.contextOf("alex", "acme"), input: { invitationIds: [id] } });
  await requestButton.click();
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText(REQUESTED);
  await inbox("grace").link(2);
  expect(await inbox("alex").emails()).toHaveLength(0);
});
