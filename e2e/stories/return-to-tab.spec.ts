import { disableUser } from "@/db/users/disable";
import { accept, openInviteDialog, returnTo, returnUntilVisible, rowOf } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

test("returning to a tab shows what other users changed", async ({ scenario, signInAs, pages }) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Pending");
  await scenario.invite("ada", "acme", ["linus"]);
  await expect(rowOf(alex, "Linus Berg")).toHaveCount(0);
  await returnUntilVisible(alex, rowOf(alex, "Linus Berg"));
  await expect(rowOf(alex, "Linus Berg")).toContainText("Ada Winter");
});

test("returning to a tab with my organizations shows what was accepted in another tab", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const grace = await signInAs("grace", pages.myOrganizations);
  const other = await grace.context().newPage();
  await other.goto(await inbox("grace").link());
  await accept(other);
  const joined = grace.getByRole("region", { name: "Organizations that invited you" });
  await expect(joined).toHaveCount(0);
  await returnUntilVisible(grace, joined);
  await expect(joined).toContainText("Acme Travel");
});

test("a user disabled in the meantime is sent to sign-in on return to the tab", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await expect(alex.getByRole("button", { name: "Add user" })).toBeEnabled(); // script has loaded
  const { userId } = await scenario.session("alex");
  await disableUser({ ctx: await scenario.contextOf("ada", "acme"), input: { userId } });
  await returnTo(alex);
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
});

test("returning to a tab keeps a dialog that is being filled in", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await dialog.getByRole("textbox", { name: "Usernames" }).fill("grace linus ");
  await returnTo(alex);
  await expect(dialog.getByRole("listitem")).toHaveText(["grace", "linus"]);
});
