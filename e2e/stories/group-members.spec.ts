import type { Locator } from "@playwright/test";
import { addMembers } from "@/db/groups/add-members";
import { clickUntilVisible, holdResponseTo, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("several users are added to a group by searching, and removed after one confirmation", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addUsers("acme", 25);
  const alex = await signInAs("alex", pages.groups("acme"));
  await alex.getByRole("link", { name: "Support" }).click();
  await expect(alex.getByText("No members yet")).toBeVisible();

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
  await dialog.getByRole("button", { name: "Add members" }).click();
  await expect(dialog).toBeHidden();
  await expect(alex.getByRole("status").filter({ hasText: "added" })).toHaveText("3 members added.");
  await expect(alex.getByText("3 members", { exact: true })).toBeVisible();

  await alex.getByRole("checkbox", { name: "Select Person 01" }).check();
  await alex.getByRole("checkbox", { name: "Select Person 03" }).check();
  await alex.getByRole("button", { name: "Remove from group" }).click();
  const confirmation = alex.getByRole("alertdialog", { name: "Remove 2 members?" });
  await expect(confirmation).toContainText("These users lose the permissions of Support immediately");
  await expectAccessible(alex);
  await confirmation.getByRole("button", { name: "Remove" }).click();
  await expect(alex.getByText("1 member", { exact: true })).toBeFocused();
  await expect(rowOf(alex, "Sam Rivera")).toBeVisible();
  await alex.goto(pages.users("acme"));
  await expect(rowOf(alex, "Person 01")).toBeVisible();
});

test("leaving the dialog asks before chosen users are lost", async ({ scenario, signInAs, pages }) => {
  const alex = await signInAs("alex", pages.groups("acme"));
  await alex.getByRole("link", { name: "Support" }).click();
  const group = `${pages.groups("acme")}/${await scenario.groupId("acme", "Support")}`;
  await expect(alex).toHaveURL(group);
  const dialog = alex.getByRole("dialog", { name: "Add members" });
  await clickUntilVisible(alex.getByRole("button", { name: "Add members" }), dialog);
  const field = dialog.getByRole("combobox", { name: "Users" });
  await field.fill("sam");
  await expect(alex.getByRole("option")).toHaveText([/Sam Rivera/]);
  await alex.keyboard.press("ArrowDown"); // a pointer could miss it while the dialog moves in
  await alex.keyboard.press("Enter");
  const confirmation = alex.getByRole("alertdialog", { name: "Discard 1 user?" });
  await escapeUntilVisible(confirmation);
  await expectAccessible(alex);
  await confirmation.getByRole("button", { name: "Keep editing" }).click();
  await alex.goBack();
  await confirmation.getByRole("button", { name: "Keep editing" }).click();
  await expect(dialog.getByRole("list", { name: "Chosen users" })).toHaveText("Sam Rivera");
  await dialog.getByRole("button", { name: "Remove Sam Rivera" }).click();
  await field.fill("ale");
  await escapeUntilVisible(alex.getByRole("alertdialog", { name: "Discard what you typed?" }));
  await alex.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toHaveCount(0);
  await alex.goBack();
  await expect(alex).toHaveURL(pages.groups("acme"));
});

/** The first Escape closes the list of users, if it is open. */
async function escapeUntilVisible(confirmation: Locator): Promise<void> {
  await expect(async () => {
    if (!(await confirmation.isVisible())) await confirmation.page().keyboard.press("Escape");
    await expect(confirmation).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
}

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
  await expect(sam).toContainText("already a member");
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
  const confirmation = alex.getByRole("alertdialog", { name: "Delete group?" });
  await clickUntilVisible(alex.getByRole("button", { name: "Delete" }), confirmation);
  await expect(confirmation).toContainText("The member of Support loses its permissions immediately");
  await expect(confirmation).toContainText(
    "2 pending invitations include this group. The invitations stay pending without the group.",
  );
  await expectAccessible(alex);
  await confirmation.getByRole("button", { name: "Delete" }).click();
  await expect(alex).toHaveURL(pages.groups("acme"));
  await expect(alex.getByRole("status").filter({ hasText: "deleted" })).toHaveText("Group deleted.");
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
  const remove = ada.getByRole("button", { name: "Remove from group" });
  await clickUntilVisible(ada.getByRole("checkbox", { name: "Select Ada Winter" }), remove);
  await remove.click();
  const confirmation = ada.getByRole("alertdialog");
  await confirmation.getByRole("button", { name: "Remove" }).click();
  await expect(confirmation.getByRole("alert")).toContainText("must have at least one administrator");
});

test("after a lost response, closing the dialog doesn't say that nobody was added", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const group = `${pages.groups("acme")}/${await scenario.groupId("acme", "Support")}`;
  const alex = await signInAs("alex", group);
  const dialog = alex.getByRole("dialog", { name: "Add members" });
  await clickUntilVisible(alex.getByRole("button", { name: "Add members" }), dialog);
  await dialog.getByRole("combobox", { name: "Users" }).fill("sam");
  await expect(alex.getByRole("option", { name: "Sam Rivera" })).toBeVisible();
  await alex.keyboard.press("Enter");
  await expect(dialog.locator("ul")).toContainText("Sam Rivera");
  await alex.keyboard.press("Escape"); // the list of users can cover the button
  const response = await holdResponseTo(alex, "userIds");
  await dialog.locator("button[type=submit]").click();
  response.isLost();
  await expect(dialog.getByRole("alert")).toContainText("The server didn't respond.");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(alex.getByRole("alertdialog", { name: "Discard 1 user?" })).toContainText(
    "They might have been added already.",
  );
});
