import {
  accept,
  acceptAndStart,
  clickUntilVisible,
  fillAndInvite,
  openInviteDialog,
  outcome,
  rowOf,
} from "@/e2e/fixtures/steps";
import { expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";

test("an administrator signs in at their organization and invites", async ({
  signInAs,
  pages,
  inbox,
  page: alex,
}) => {
  await alex.goto(pages.overview("acme"));
  await expect(alex.getByRole("heading", { name: "Sign in to Acme Travel" })).toBeVisible();
  await signIn(alex, "alex");
  await expect(alex).toHaveURL(pages.overview("acme"));
  await expect(alex.getByRole("heading", { name: "Set up Acme Travel" })).toBeVisible();

  await alex.getByRole("link", { name: "Users", exact: true }).first().click();
  const dialog = await openInviteDialog(alex);
  await expectAccessible(alex);
  await expect(dialog).toContainText("The link expires after 72 hours.");
  await fillAndInvite(dialog, { usernames: "grace, linus", groups: ["Support", "Booking managers"] });
  await expect(outcome(dialog)).toHaveText("2 invited");
  await dialog.getByRole("button", { name: "Done" }).click();

  await alex.getByRole("link", { name: "Invitations", exact: true }).click();
  const row = rowOf(alex, "linus");
  await expect(row).toContainText("Pending");
  await expect(row).toContainText("Booking managers, Support");
  await expect(row).toContainText("Alex Morgan");

  const linus = await signInAs("linus", await inbox("linus").link());
  await acceptAndStart(linus);
  await expect(linus).toHaveURL(pages.overview("acme"));
  await alex.reload();
  await expect(rowOf(alex, "linus")).toContainText("Accepted");
});

test("an invited user of the parent can be invited to a child organization", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("ada", "acme", ["grace"]);
  const grace = await signInAs("grace", await inbox("grace").link());
  await accept(grace);

  const elena = await signInAs("elena", pages.users("europe"));
  const dialog = await openInviteDialog(elena);
  await expect(dialog).toContainText("We'll email these users of Acme Travel");
  await fillAndInvite(dialog, { usernames: "grace sam linus" });
  await expect(outcome(dialog)).toHaveText("2 invited, 1 couldn't be invited");
  await expect(rowOf(dialog, "linus")).toContainText("Not a user of Acme Travel");
});

test("a root organization has no parent to invite from", async ({ signInAs, pages }) => {
  const ada = await signInAs("ada", pages.users("meridian"));
  await expect(ada.getByRole("heading", { name: "Users" })).toBeVisible();
  const entries = ada.getByRole("menuitem");
  await clickUntilVisible(ada.getByRole("button", { name: "Add user" }), entries);
  await expect(entries).toHaveText(["Create user"]);
});

test("users who may view but not invite see no button to add users", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["dennis"], ["Support"]);
  const dennis = await signInAs("dennis", await inbox("dennis").link());
  await acceptAndStart(dennis);
  await expect(dennis).toHaveURL(pages.overview("acme"));
  await dennis.goto(pages.users("acme"));
  await expect(rowOf(dennis, "Alex Morgan · alex")).toBeVisible();
  await expect(dennis.getByRole("button", { name: "Add user" })).toHaveCount(0);
  await expect(dennis.getByRole("link", { name: "Invitations" })).toHaveCount(0);
});
