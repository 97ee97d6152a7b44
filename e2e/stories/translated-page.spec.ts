import type { Page } from "@playwright/test";
import {
  acceptAndStart,
  chooseAction,
  fillAndInvite,
  openInviteDialog,
  outcome,
  rowOf,
} from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";
import { translatePages } from "@/e2e/fixtures/translation";

test("inviting, resending, deleting and accepting work in a page that the browser translates", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  const alex = await signInAs("alex");
  await translatePages(alex.context());
  await alex.goto(pages.users("acme"));
  await expectTranslated(alex);

  const dialog = await openInviteDialog(alex);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByText("Enter at least one username.")).toBeVisible();
  await fillAndInvite(dialog, { usernames: "grace linus nobody", groups: ["Support", "Booking managers"] });
  await expect(outcome(dialog)).toHaveText("2 invited, 1 couldn't be invited");
  await dialog.getByRole("button", { name: "Edit and retry" }).click();
  await expect(dialog.getByText("1 username", { exact: true })).toBeVisible();
  await alex.keyboard.press("Escape");
  await alex.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();

  await alex.getByRole("link", { name: "Invitations", exact: true }).click();
  await expect(rowOf(alex, "grace")).toHaveCount(1);
  await Promise.all([scenario.sentInvitationId("acme", "grace"), scenario.sentInvitationId("acme", "linus")]);
  await scenario.letTimePass("acme", "1 hour");
  await alex.reload();
  const announcement = alex.getByRole("status").filter({ hasText: "Resending the invitation" });
  await chooseAction(alex, "Grace Holloway", "Resend invitation");
  await expect(announcement).toBeVisible();
  const link = await inbox("grace").link(2); // of the second email

  const confirmation = alex.getByRole("alertdialog", { name: /^Delete the invitation to / });
  await chooseAction(alex, "Linus Berg", "Delete invitation");
  await confirmation.getByRole("button", { name: "Delete invitation" }).click();
  await expect(rowOf(alex, "linus")).toHaveCount(0);
  await expect(rowOf(alex, "grace")).toContainText("Pending");
  await expectTranslated(alex);

  const grace = await signInAs("grace");
  await translatePages(grace.context());
  await grace.goto(link);
  await expectTranslated(grace);
  await acceptAndStart(grace);
  await expect(grace).toHaveURL(pages.overview("acme"));
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Overview");
});

/** Like browsers do, `translatePages` puts each text into two `font` elements. */
async function expectTranslated(page: Page) {
  await expect(page.locator("h1 font font")).toBeVisible();
}
