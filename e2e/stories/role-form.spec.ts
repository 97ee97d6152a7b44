import type { Page } from "@playwright/test";
import { createRole } from "@/db/roles/create";
import { addToGroup, seedGroup } from "@/db/testing/scenario";
import { fact, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

const checkbox = (page: Page, name: string) => page.getByRole("checkbox", { name, exact: true });

test("all permissions of a section are selected and deselected at once, and the box shows when only some are", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.newRole("acme"));
  const groups = alex.getByRole("group", { name: "Groups" });
  const all = checkbox(alex, "Select all (Groups)");
  await all.check();
  for (const box of await groups.getByRole("checkbox").all()) await expect(box).toBeChecked();
  await expect(checkbox(alex, "View users")).not.toBeChecked();

  await checkbox(alex, "Delete groups").uncheck();
  await expect(all).toBeChecked({ indeterminate: true });
  await all.focus();
  await alex.keyboard.press("Space");
  await expect(checkbox(alex, "Delete groups")).toBeChecked();
  await expect(all).toBeChecked();
  await alex.keyboard.press("Space");
  for (const box of await groups.getByRole("checkbox").all()) await expect(box).not.toBeChecked();

  await all.check();
  await alex.getByRole("textbox", { name: "Name" }).fill("Group manager");
  await alex.getByRole("button", { name: "Create role" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Group manager");
  await expect(fact(alex, "Permissions")).toHaveText("4");
});

test("missing permissions are added with one button, which also adds what those require", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.newRole("acme"));
  const warning = alex.getByRole("status").filter({ hasText: "Some permissions have no effect" });
  await expect(checkbox(alex, "Select all (Users)")).toBeVisible(); // hydrated
  await expect(warning).toHaveCount(0);
  await checkbox(alex, "Delete invitations").check();
  await checkbox(alex, "Edit the names and descriptions of groups").check();
  await expect(warning).toContainText("View users, View invitations, View groups and their members");
  await expectAccessible(alex);
  await alex.getByRole("button", { name: "Add required permissions" }).click();
  for (const added of ["View users", "View invitations", "View groups and their members"])
    await expect(checkbox(alex, added)).toBeChecked();
  await expect(warning).toHaveCount(0);
  await expect(alex.getByRole("button", { name: "Create role" })).toBeFocused();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("a tap anywhere on a row, which is as high as a finger, chooses a permission", async ({
    signInAs,
    pages,
  }) => {
    const alex = await signInAs("alex", pages.newRole("acme"));
    const box = checkbox(alex, "Edit the names and descriptions of groups");
    const row = alex.locator(".choice-row", { has: box });
    expect((await row.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    const tapAtEnd = async () =>
      row.click({ position: { x: 340, y: ((await row.boundingBox())?.height ?? 0) - 4 } });
    await tapAtEnd();
    await expect(box).toBeChecked();
    await expect(box).toHaveAccessibleDescription("Requires: View groups and their members");
    await tapAtEnd();
    await expect(box).not.toBeChecked();
  });
});

test("a permission says which other one it requires until that is selected, and can be saved without it", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.newRole("acme"));
  const edit = checkbox(alex, "Edit the profiles of users managed by this organization");
  const before = await edit.boundingBox();
  await edit.check();
  await expect(edit).toHaveAccessibleDescription("Requires: View users");
  expect(await edit.boundingBox()).toEqual(before);
  await expectAccessible(alex);
  await checkbox(alex, "View users").check();
  await expect(edit).toHaveAccessibleDescription("");
  await checkbox(alex, "View users").uncheck();

  await alex.getByRole("textbox", { name: "Name" }).fill("Editor");
  await alex.getByRole("button", { name: "Create role" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Editor");
  await alex.getByRole("link", { name: "Edit role" }).click();
  await expect(edit).toHaveAccessibleDescription("Requires: View users");
});

test("going back to the form restores what was selected, also what all boxes of a section did", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.newRole("acme"));
  await checkbox(alex, "Select all (Roles)").check();
  await checkbox(alex, "Delete roles").uncheck();
  await alex.reload();
  await expect(checkbox(alex, "Select all (Roles)")).toBeChecked({ indeterminate: true });
  await expect(checkbox(alex, "Delete roles")).not.toBeChecked();
  await expect(checkbox(alex, "Create roles")).toBeChecked();
  await expect(checkbox(alex, "View users")).not.toBeChecked();
});

test("a role is duplicated with its description and permissions", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.roles("acme"));
  await alex.getByRole("table").getByRole("link", { name: "Booking manager" }).click();
  await alex.getByRole("link", { name: "Duplicate role" }).click();
  await expect(alex.getByRole("textbox", { name: "Name" })).toHaveValue("Copy of Booking manager");
  await expect(alex.getByRole("textbox", { name: "Description" })).toHaveValue(
    "Invite colleagues and see their groups.",
  );
  await checkbox(alex, "View roles and their permissions").check();
  await alex.getByRole("button", { name: "Create role" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Copy of Booking manager");
  await expect(fact(alex, "Permissions")).toHaveText("5");
  await alex.goto(pages.roles("acme"));
  await expect(rowOf(alex, "Copy of Booking manager")).toContainText("5 permissions");
});

test("a duplicate has only permissions that its creator has, and roles of other organizations aren't found", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const { db, organizations } = scenario;
  const { userId } = await scenario.session("sam");
  const own = await seedGroup(db, organizations.acme.id, ["roles.view", "roles.create"]);
  await addToGroup(db, organizations.acme.id, userId, own.id);
  const sam = await signInAs("sam", pages.roles("acme"));
  await sam.getByRole("table").getByRole("link", { name: "Administrator", exact: true }).click();
  await sam.getByRole("link", { name: "Duplicate role" }).click();
  await expect(sam.getByRole("textbox", { name: "Name" })).toHaveValue("Copy of Administrator");
  await expect(checkbox(sam, "View roles and their permissions")).toBeChecked();
  await expect(checkbox(sam, "View users")).not.toBeChecked();
  await expect(checkbox(sam, "View users")).toBeDisabled();
  await expect(checkbox(sam, "Select all (Roles)")).toBeChecked();
  await expect(checkbox(sam, "Select all (Users)")).toHaveCount(0);
  await sam.getByRole("button", { name: "Create role" }).click();
  await expect(fact(sam, "Permissions")).toHaveText("2");

  const foreign = await createRole({
    ctx: await scenario.contextOf("hank", "globex"),
    input: { name: "Foreign", permissions: [] },
  });
  await sam.goto(`${pages.newRole("acme")}?copy=${foreign.id}`);
  await expect(sam.getByRole("heading", { level: 1 })).toHaveText("Page not found");
});
