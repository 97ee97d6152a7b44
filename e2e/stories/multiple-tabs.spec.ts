import type { Page } from "@playwright/test";
import { fillAndInvite, openInviteDialog, outcome, rowOf } from "@/e2e/fixtures/steps";
import { expect, signIn, test } from "@/e2e/fixtures/test";

test("a tab signed out in another tab leads to sign-in at the next click, and back", async ({
  signInAs,
  pages,
}) => {
  const first = await signInAs("alex", pages.users("acme"));
  const second = await signInAs("alex", pages.overview("acme"));
  await signOut(second);
  await first.getByRole("link", { name: "Invitations", exact: true }).click();
  await expect(first.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  await signIn(first, "alex");
  await expect(first).toHaveURL(pages.invitations("acme"));
});

test("an action in a signed-out tab shows an error, and keeps what was entered until the user is back", async ({
  signInAs,
  pages,
}) => {
  const first = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(first);
  await dialog.getByRole("textbox", { name: "Usernames" }).fill("grace ");
  const second = await signInAs("alex", pages.overview("acme"));
  await signOut(second);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    "You're signed out. Sign in again in another tab, then come back and try again.",
  );
  await signIn(second, "alex");
  await fillAndInvite(dialog, { usernames: "linus" });
  await expect(outcome(dialog)).toHaveText("2 invited");
});

test("after signing out, the back button shows no earlier page", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await expect(rowOf(alex, "Sam Rivera")).toBeVisible();
  await signOut(alex);
  await alex.goBack();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  await expect(alex.getByText("Sam Rivera")).toHaveCount(0);
});

test("signing in as another user in one tab changes the user in the other", async ({ signInAs, pages }) => {
  const first = await signInAs("alex", pages.users("acme"));
  const second = await signInAs("alex", pages.overview("acme"));
  await signOut(second);
  await second.goto(pages.overview("acme"));
  await signIn(second, "ada");
  await first.getByRole("link", { name: "Invitations", exact: true }).click();
  await expect(first.getByText("as an administrator of Meridian Group")).toBeVisible();
  await expect(first.getByRole("button", { name: /^Ada Winter/ })).toBeVisible();
});

async function signOut(page: Page) {
  await page.getByRole("button", { name: /^Alex Morgan/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
}
