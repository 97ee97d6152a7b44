import { addMembers } from "@/db/groups/add-members";
import { clickUntilVisible, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("several users are added to a group by searching, and removed after one confirmation", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addUsers("acme", 25);
  const alex = await signInAs("alex", pages.groups("acme"));
  await alex.getByRole("link", { name: "Support" }).click();
  await expect(alex.getByText("Nobody is in this group yet")).toBeVisible();

  const dialog = alex.getByRole("dialog", { name: "Add members" });
  await clickUntilVisible(alex.getByRole("button", { name: "Add members" }), dialog);
  const field = dialog.getByRole("combobox", { name: "Users" });
  await field.fill("person-0");
  await expect(alex.getByRole("option")).toHaveCount(9);
  for (const name of ["Person 01", "Person 02", "Person 03"]) {
    await alex.getByRole("option", { name }).click();
  }
  await expect(field).toHaveValue("person-0");
  await expect(alex.getByRole("option")).toHaveCount(9);
  await field.fill("sam@");
  await alex.getByRole("option", { name: "Sam Rivera" }).click();
  await alex.keyboard.press("Escape");
  const chosen = dialog.getByRole("list", { name: "Chosen users" });
  await expect(chosen.getByRole("listitem")).toHaveText([
    "Person 01",
    "Person 02",
    "Person 03",
    "Sam Rivera",
  ]);
  await chosen.getByRole("button", { name: "Remove Person 02" }).click();
  await expectAccessible(alex);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(alex.getByRole("status").filter({ hasText: "added" })).toHaveText(
    "3 members added to Support.",
  );
  await expect(alex.getByText("3 members", { exact: true })).toBeVisible();

  await alex.getByRole("checkbox", { name: "Select Person 01" }).check();
  await alex.getByRole("checkbox", { name: "Select Person 03" }).check();
  await alex.getByRole("button", { name: "Remove from group (2)" }).click();
  const question = alex.getByRole("alertdialog", { name: "Remove 2 members?" });
  await expect(question).toContainText("2 members will no longer be in Support");
  await expectAccessible(alex);
  await question.getByRole("button", { name: "Remove" }).click();
  await expect(alex.getByText("1 member", { exact: true })).toBeFocused();
  await expect(rowOf(alex, "Sam Rivera")).toBeVisible();
  await alex.goto(pages.users("acme"));
  await expect(rowOf(alex, "Person 01")).toBeVisible();
});

test("existing members are marked and can't be chosen", async ({ scenario, signInAs, pages }) => {
  const ctx = await scenario.contextOf("alex", "acme");
  const { userId } = await scenario.session("sam");
  const groupId = await scenario.groupId("acme", "Support");
  await addMembers({ ctx, input: { groupId, userIds: [userId] } });
  const alex = await signInAs("alex", `${pages.groups("acme")}/${groupId}`);
  const dialog = alex.getByRole("dialog", { name: "Add members" });
  await clickUntilVisible(alex.getByRole("button", { name: "Add members" }), dialog);
  await dialog.getByRole("combobox", { name: "Users" }).fill("sam");
  const sam = alex.getByRole("option", { name: "Sam Rivera" });
  await expect(sam).toContainText("a member already");
  await expect(sam).toBeDisabled();
});

test("deleting a group names its members and pending invitations, and keeps both", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const ctx = await scenario.contextOf("alex", "acme");
  const { userId } = await scenario.session("sam");
  const groupId = await scenario.groupId("acme", "Support");
  await addMembers({ ctx, input: { groupId, userIds: [userId] } });
  await scenario.invite("alex", "acme", ["grace", "linus"], ["Support"]);

  const alex = await signInAs("alex", `${pages.groups("acme")}/${groupId}`);
  const question = alex.getByRole("alertdialog", { name: "Delete group?" });
  await clickUntilVisible(alex.getByRole("button", { name: "Delete" }), question);
  await expect(question).toContainText("Support has 1 member, who will lose at once");
  await expect(question).toContainText("2 pending invitations carry it and stay, without this group.");
  await expectAccessible(alex);
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(alex).toHaveURL(pages.groups("acme"));
  await expect(alex.getByRole("status").filter({ hasText: "deleted" })).toHaveText(
    "The group Support is deleted.",
  );
  await expect(rowOf(alex, "Support")).toHaveCount(0);
  await alex.goto(pages.invitations("acme"));
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Pending");
});

test("the last administrator of a root organization can't be removed, and the dialog says why", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const groupId = await scenario.groupId("meridian", "Administrators");
  const ada = await signInAs("ada", `${pages.groups("meridian")}/${groupId}`);
  const remove = ada.getByRole("button", { name: "Remove from group (1)" });
  await clickUntilVisible(ada.getByRole("checkbox", { name: "Select Ada Winter" }), remove);
  await remove.click();
  const question = ada.getByRole("alertdialog");
  await question.getByRole("button", { name: "Remove" }).click();
  await expect(question.getByRole("alert")).toContainText("would be left without an administrator");
});
