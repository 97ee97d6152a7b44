import { resendInvitations } from "@/db/invitations/resend";
import { clickUntilVisible, rowOf } from "@/e2e/fixtures/steps";
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
  const said = alex.getByRole("status").filter({ hasText: "sent again" });
  await clickUntilVisible(alex.getByRole("button", { name: "Send again the invitation of grace" }), said);
  await expect(said).toHaveText("The invitation of Grace Holloway is sent again.");
  await expect(row).toContainText("Pending");

  const link = await inbox("grace").link(2);
  await scenario.sentInvitationId("acme", "grace");
  await alex.reload();
  await expect(row).toContainText("Sent 2 times, last just now");
  const grace = await signInAs("grace", link);
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Join Acme Travel");
  await grace.goto(old);
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("There is no such invitation");
  expect(await inbox("grace").emails()).toHaveLength(2);
});

test("resending too soon sends nothing and says when it is possible, on a phone", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  await scenario.sentInvitationId("acme", "grace");
  await scenario.letTimePass("acme", "2 minutes");
  const alex = await signInAs("alex");
  await alex.setViewportSize({ width: 390, height: 844 });
  await alex.goto(pages.invitations("acme"));
  const dialog = alex.getByRole("dialog", { name: "Send again" });
  await clickUntilVisible(alex.getByRole("button", { name: "Send again the invitation of grace" }), dialog);
  await expect(rowOf(dialog, "grace")).toContainText(
    /Sent 2 minutes ago\. You can send it again at \d\d:\d\d UTC\./,
  );
  await expectAccessible(alex);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
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
  const button = alex.getByRole("button", { name: /^Send selected again/ });
  await alex.getByLabel("Select all invitations on this page").check();
  await expect(button).toHaveText("Send selected again (3)");
  await button.click();
  const question = alex.getByRole("alertdialog", { name: "Send 3 invitations again?" });
  await expectAccessible(alex);
  await question.getByRole("button", { name: "Send again" }).click();
  const dialog = alex.getByRole("dialog", { name: "Send again" });
  await expect(dialog.getByRole("status")).toHaveText("2 sent again, 1 not");
  await expect(rowOf(dialog, "margaret")).toContainText("You can send it again at");
  await expect(rowOf(dialog, "grace")).toContainText("Sent again.");
  await dialog.getByRole("button", { name: "Done" }).click();
  await inbox("grace").link(2);
  await inbox("linus").link(2);
});
