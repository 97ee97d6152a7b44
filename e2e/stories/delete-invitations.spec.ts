import { accept, chooseAction, rowOf, selectionBar } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("deleting an invitation asks once, naming the invitee, and its link stops working immediately", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  const grace = await signInAs("grace", await inbox("grace").link());
  await expect(grace.getByRole("button", { name: "Accept invitation" })).toBeVisible();

  const alex = await signInAs("alex", pages.invitations("acme"));
  const confirmation = alex.getByRole("alertdialog", { name: "Delete the invitation to Grace Holloway?" });
  const menu = alex.getByRole("button", { name: "Actions for Grace Holloway" });
  await chooseAction(alex, "Grace Holloway", "Delete invitation");
  await expect(confirmation).toContainText("The link that was emailed to grace stops working immediately.");
  await expectAccessible(alex);
  await confirmation.getByRole("button", { name: "Cancel" }).click();
  await expect(confirmation).toBeHidden();
  await expect(menu).toBeFocused();
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Pending");

  await chooseAction(alex, "Grace Holloway", "Delete invitation");
  await confirmation.getByRole("button", { name: /^Delete invitations?$/ }).click();
  await expect(alex.getByRole("status").filter({ hasText: "deleted" })).toHaveText(
    "Invitation to Grace Holloway deleted.",
  );
  await expect(rowOf(alex, "Grace Holloway")).toHaveCount(0);
  await expect(alex.getByText("1 invitation", { exact: true })).toBeFocused();

  await grace.getByRole("button", { name: "Accept invitation" }).click();
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("This invitation is no longer valid");
  await expect(grace.getByText("The organization that sent it has deleted it.")).toBeVisible();
  await expectAccessible(grace);
});

test("several invitations, also expired ones, are deleted after one confirmation", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace", "linus", "margaret", "dennis"]);
  await scenario.expire("acme", "linus");
  const alex = await signInAs("alex", pages.invitations("acme"));
  const bar = selectionBar(alex);
  const before = await rowOf(alex, "Dennis Ray").boundingBox();
  await expect(bar.getByRole("button")).toHaveCount(0);
  await alex.getByLabel("Select the invitation to grace").check();
  await expect(bar.getByRole("status")).toHaveText("1 selected");
  expect(await rowOf(alex, "Dennis Ray").boundingBox(), "rows stay where they are").toEqual(before);
  await bar.getByRole("button", { name: "Clear selection" }).click();
  await expect(alex.getByLabel("Select the invitation to grace")).not.toBeChecked();
  await expect(bar.getByRole("button")).toHaveCount(0);
  for (const username of ["grace", "linus", "margaret"]) {
    await alex.getByLabel(`Select the invitation to ${username}`).check();
  }
  await expect(bar.getByRole("status")).toHaveText("3 selected");
  await expectAccessible(alex);
  await bar.getByRole("button", { name: "Delete" }).click();
  const confirmation = alex.getByRole("alertdialog", { name: "Delete 3 invitations?" });
  await confirmation.getByRole("button", { name: /^Delete invitations?$/ }).click();
  await expect(alex.getByText("1 invitation", { exact: true })).toBeVisible();
  await expect(rowOf(alex, "Dennis Ray")).toContainText("Pending");
  await alex.goto(`${pages.invitations("acme")}?status=deleted`);
  await expect(alex.getByText("3 invitations", { exact: true })).toBeVisible();
  await expect(alex.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
});

test("an invitation accepted in the meantime isn't deleted, and the dialog says why", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const alex = await signInAs("alex", pages.invitations("acme"));
  const grace = await signInAs("grace", await inbox("grace").link());
  await accept(grace);

  const confirmation = alex.getByRole("alertdialog");
  await chooseAction(alex, "Grace Holloway", "Delete invitation");
  await confirmation.getByRole("button", { name: /^Delete invitations?$/ }).click();
  await expect(confirmation.getByRole("alert")).toHaveText(
    "This invitation is no longer pending. Check its status in the list.",
  );
});

test("without a response, a confirmation doesn't speak of anything entered", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const alex = await signInAs("alex", pages.invitations("acme"));
  const confirmation = alex.getByRole("alertdialog", { name: "Delete the invitation to Grace Holloway?" });
  await chooseAction(alex, "Grace Holloway", "Delete invitation");
  await alex.route("**", (route) => (route.request().method() === "POST" ? route.abort() : route.fallback()));
  await confirmation.getByRole("button", { name: /^Delete invitations?$/ }).click();
  await expect(confirmation.getByRole("alert")).toHaveText(
    "The server didn't respond. Try again in a moment.",
  );
});
