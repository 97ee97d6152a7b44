import { inboxOf } from "@/e2e/fixtures/inbox";
import { fillAndInvite, openInviteDialog, outcome, rowOf } from "@/e2e/fixtures/steps";
import { expect, signIn, test } from "@/e2e/fixtures/test";

test("a new user finds the demo's organization, switches, invites, and the email arrives", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByLabel("Organization").fill("meridian");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to Meridian Group" })).toBeVisible();
  await signIn(page, "ada");

  await page.getByRole("button", { name: "Switch organization" }).click();
  await page.getByRole("searchbox", { name: "Search organizations" }).fill("globex");
  await page.getByRole("link", { name: "Globex Retail" }).click();
  await expect(page.getByText("You're working in Globex Retail")).toBeVisible();
  await page.getByRole("link", { name: "Users", exact: true }).first().click();
  const dialog = await openInviteDialog(page);
  await fillAndInvite(dialog, { usernames: "dennis barbara ken nobody" });
  await expect(outcome(dialog)).toHaveText("1 invited, 3 couldn't be invited");

  const email = await inboxOf("dennis@meridian.example").newest();
  expect(email.subject).toContain("Globex Retail");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("link", { name: "Invitations", exact: true }).click();
  await expect(rowOf(page, "dennis@meridian.example")).toContainText("Pending");
});

test("a handle is found however it was copied", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("Organization").fill("\u200bＭERİDIAN\u00a0");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in to Meridian Group");
});

test("an unknown handle shows an error on the same page", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("Organization").fill("nowhere");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "no organization" })).toHaveText(
    "No organization has this short name. Check the spelling, or ask your administrator.",
  );
});
