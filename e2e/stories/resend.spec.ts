import { resendInvitations } from "@/db/invitations/resend";
import { chooseAction, clickUntilVisible, openActions, rowOf, selectionBar } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("resending an expired invitation sends a new link, and the old one stops working", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const old = await inbox("grace").link();
  await scenario.sentInvitationId("acme", "grace");
  await scenario.letTimePass("acme", "5 days");
  const alex = await signInAs("alex", pages.invitations("acme"));
  const row = rowOf(alex, "Grace Holloway");
  await expect(row).toContainText("Expired");
  const announcement = alex.getByRole("status").filter({ hasText: "Resending the invitation" });
  await chooseAction(alex, "Grace Holloway", "Resend invitation");
  await expect(announcement).toHaveText("Resending the invitation to Grace Holloway…");
  await expect(row).toContainText("Pending");

  const link = await inbox("grace").link(2);
  await scenario.sentInvitationId("acme", "grace");
  await alex.reload();
  await expect(row).toContainText("Resent just now");
  const grace = await signInAs("grace", link);
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Join Acme Travel");
  await grace.goto(old);
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("There's a newer email");
  await expectAccessible(grace);
  await grace.getByRole("link", { name: "My organizations" }).click();
  await expect(grace.getByRole("button", { name: "Accept invitation" })).toBeVisible();
  expect(await inbox("grace").emails()).toHaveLength(2);
});

test("the menu says how long a resend has to wait, and resends then without a reload, on a phone", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  await scenario.sentInvitationId("acme", "grace");
  await scenario.letTimePass("acme", "2 minutes");
  const alex = await signInAs("alex");
  await alex.setViewportSize({ width: 390, height: 844 });
  await alex.clock.install();
  await alex.goto(pages.invitations("acme"));
  const entry = await openActions(alex, "Grace Holloway", "Resend invitation");
  await expect(entry).toContainText(/Available in [23] minutes/); // of five, two and a few seconds have passed
  await expect(entry).toBeDisabled();
  await expect(entry).toBeFocused();
  await expectAccessible(alex);
  await scenario.letTimePass("acme", "3 minutes");
  await alex.clock.fastForward("03:00");
  await expect(entry).toHaveText("Resend invitation");
  await entry.click();
  await expect(alex.getByRole("status").filter({ hasText: "Resending the invitation" })).toBeVisible();
  await openActions(alex, "Grace Holloway", "Resend invitation");
  await expect(entry).toContainText(/Available in \d minutes?/);
  await inbox("grace").link(2);
});

test("a resend that makes somebody else the inviter asks first, and the note keeps its author", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("ada", "acme", ["grace"], [], { note: "See you on Monday!" });
  const id = await scenario.sentInvitationId("acme", "grace");
  await scenario.letTimePass("acme", "1 hour");
  const alex = await signInAs("alex", pages.invitations("acme"));
  const confirmation = alex.getByRole("alertdialog", { name: "Resend the invitation to Grace Holloway?" });
  await chooseAction(alex, "Grace Holloway", "Resend invitation");
  await expect(confirmation).toContainText("You'll be shown as the inviter instead of Ada Winter.");
  await expectAccessible(alex);
  await confirmation.getByRole("button", { name: "Cancel" }).click();
  await alex.goto(pages.invitation("acme", id));
  await clickUntilVisible(alex.getByRole("button", { name: "Resend invitation" }), confirmation);
  await confirmation.getByRole("button", { name: "Resend invitation" }).click();
  await expect(alex.getByRole("definition").filter({ hasText: "See you on Monday!" })).toContainText(
    "Ada Winter wrote:",
  );
  await expect(alex.getByRole("button", { name: /^Resend in \d minutes?/ })).toBeDisabled();

  const email = await inbox("grace").newest(2);
  expect(email.text).toMatch(/Ada Winter wrote:\s+See you on Monday!/);
  const grace = await signInAs("grace", await inbox("grace").link(2));
  await expect(grace.getByRole("figure")).toContainText("Ada Winter wrote:");
  await expect(grace.getByText("Alex Morgan")).not.toHaveCount(0);
});

test("several invitations are resent after one confirmation, with a reason for each that isn't", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace", "linus", "margaret"]);
  const id = await scenario.sentInvitationId("acme", "margaret");
  await Promise.all([scenario.sentInvitationId("acme", "grace"), scenario.sentInvitationId("acme", "linus")]);
  await scenario.letTimePass("acme", "1 hour");
  await resendInvitations({ ctx: await scenario.contextOf("alex", "acme"), input: { invitationIds: [id] } });
  await scenario.sentInvitationId("acme", "margaret");

  const alex = await signInAs("alex", pages.invitations("acme"));
  await alex.getByLabel("Select all invitations on this page").check();
  await expect(selectionBar(alex).getByRole("status")).toHaveText("3 selected");
  await selectionBar(alex).getByRole("button", { name: "Resend" }).click();
  const confirmation = alex.getByRole("alertdialog", { name: "Resend 3 invitations?" });
  await expectAccessible(alex);
  await confirmation.getByRole("button", { name: "Resend invitations" }).click();
  const dialog = alex.getByRole("dialog", { name: "Resend invitations" });
  await expect(dialog.getByRole("status")).toHaveText("Resending 2 invitations. 1 couldn't be resent.");
  await expect(rowOf(dialog, "margaret")).toContainText("You can resend it at");
  await expect(rowOf(dialog, "grace")).toContainText("Resending…");
  await dialog.getByRole("button", { name: "Done" }).click();
  await inbox("grace").link(2);
  await inbox("linus").link(2);
});
