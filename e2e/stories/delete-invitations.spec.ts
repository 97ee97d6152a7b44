import { clickUntilVisible, rowOf } from "@/e2e/fixtures/steps";
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
  const question = alex.getByRole("alertdialog", { name: "Delete invitation?" });
  await clickUntilVisible(alex.getByRole("button", { name: "Delete the invitation of grace" }), question);
  await expect(question).toContainText("The invitation of Grace Holloway (grace) ends");
  await expectAccessible(alex);
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Pending");

  await alex.getByRole("button", { name: "Delete the invitation of grace" }).click();
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(alex.getByRole("status").filter({ hasText: "deleted" })).toHaveText(
    "The invitation of Grace Holloway is deleted.",
  );
  await expect(rowOf(alex, "Grace Holloway")).toHaveCount(0);
  await expect(alex.getByText("1 invitation", { exact: true })).toBeFocused();

  await grace.getByRole("button", { name: "Accept invitation" }).click();
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("This invitation no longer holds");
  await expect(grace.getByText("It was deleted by the organization that sent it.")).toBeVisible();
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
  const button = alex.getByRole("button", { name: /^Delete selected/ });
  const before = await rowOf(alex, "Dennis Ray").boundingBox();
  await alex.getByLabel("Select the invitation of grace").check();
  await expect(button).toHaveText("Delete selected (1)");
  expect(await rowOf(alex, "Dennis Ray").boundingBox(), "rows stay where they are").toEqual(before);
  await alex.getByLabel("Select the invitation of linus").check();
  await alex.getByLabel("Select the invitation of margaret").check();
  await expect(button).toHaveText("Delete selected (3)");
  await expectAccessible(alex);
  await button.click();
  const question = alex.getByRole("alertdialog", { name: "Delete 3 invitations?" });
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(alex.getByText("1 invitation", { exact: true })).toBeVisible();
  await expect(rowOf(alex, "Dennis Ray")).toContainText("Pending");
  await alex.goto(`${pages.invitations("acme")}?status=deleted`);
  await expect(alex.getByText("3 invitations", { exact: true })).toBeVisible();
  await expect(alex.getByRole("button", { name: /^Delete/ })).toHaveCount(0);
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
  await grace.getByRole("button", { name: "Accept invitation" }).click();
  await expect(grace).toHaveURL(/my-organizations/);

  const question = alex.getByRole("alertdialog");
  await clickUntilVisible(alex.getByRole("button", { name: "Delete the invitation of grace" }), question);
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(question.getByRole("alert")).toHaveText(
    "This invitation is no longer pending. The list shows what became of it.",
  );
});
