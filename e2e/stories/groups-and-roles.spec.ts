import { acceptAndStart, fillAndInvite, openInviteDialog, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("an administrator creates a role and a group and invites a user, who sees only what the role grants", async ({
  signInAs,
  pages,
  inbox,
}) => {
  const alex = await signInAs("alex", pages.roles("acme"));
  await alex.getByRole("link", { name: "Create role" }).click();
  await alex.getByRole("textbox", { name: "Name" }).fill("Group editor");
  await alex.getByRole("textbox", { name: "Description" }).fill("Renames groups.");
  await alex.getByRole("checkbox", { name: "View groups and their members" }).check();
  await alex.getByRole("checkbox", { name: "Edit the names and descriptions of groups" }).check();
  await alex.getByRole("button", { name: "Create role" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Group editor");
  await expect(alex.getByRole("status").filter({ hasText: "created" })).toBeVisible();
  await expect(alex.getByText("Renames groups.")).toBeVisible();
  await alex.goto(pages.roles("acme"));
  await expect(rowOf(alex, "Group editor")).toContainText("Renames groups.");

  await alex.goto(pages.groups("acme"));
  await alex.getByRole("link", { name: "Create group" }).click();
  await alex.getByRole("textbox", { name: "Name" }).fill("Housekeeping");
  await alex.getByRole("textbox", { name: "Description" }).fill("Keeps the groups in order.");
  await expect(alex.getByText("Renames groups.")).toBeVisible();
  const permissions = "View groups and their members · Edit the names and descriptions of groups";
  await expect(alex.getByText(permissions)).toBeVisible();
  await alex.getByRole("checkbox", { name: "Group editor" }).check();
  await alex.getByRole("button", { name: "Create group" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Housekeeping");
  await expect(alex.getByText("Keeps the groups in order.")).toBeVisible();

  await alex.goto(pages.users("acme"));
  await fillAndInvite(await openInviteDialog(alex), { usernames: "grace", groups: ["Housekeeping"] });

  const grace = await signInAs("grace", await inbox("grace").link());
  await acceptAndStart(grace);
  await expect(grace).toHaveURL(pages.overview("acme"));
  const entries = grace.getByRole("navigation", { name: "Console" }).getByRole("listitem");
  await expect(entries).toHaveText(["Overview", "Groups"]);
  await grace.getByRole("link", { name: "Groups", exact: true }).first().click();
  await expect(grace.getByRole("link", { name: "Create group" })).toHaveCount(0);
  await grace.getByRole("link", { name: "Support" }).click();
  await expect(grace.getByRole("button", { name: "Delete" })).toHaveCount(0);
  await expect(grace.getByRole("button", { name: "Add members" })).toHaveCount(0);
  await expect(grace.getByRole("button", { name: "Save changes" })).toHaveCount(0);
  await grace.getByRole("link", { name: "Edit" }).click();
  await grace.getByRole("textbox", { name: "Name" }).fill("First line");
  await grace.getByRole("button", { name: "Save changes" }).click();
  await expect(grace.getByText("You can't change the name or description of “Support”")).toBeVisible();
  await grace.goto(pages.groups("acme"));
  await grace.getByRole("link", { name: "Housekeeping" }).click();
  await grace.getByRole("link", { name: "Edit" }).click();
  await grace.getByRole("textbox", { name: "Name" }).fill("Housekeepers");
  await grace.getByRole("button", { name: "Save changes" }).click();
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Housekeepers");
  await grace.goto(pages.roles("acme"));
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Page not found");
});

test("a taken name shows an error at its field, and the form keeps what was entered", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.newGroup("acme"));
  await alex.getByRole("textbox", { name: "Name" }).fill("SUPPORT");
  await alex.getByRole("textbox", { name: "Description" }).fill("The second one.");
  await alex.getByRole("button", { name: "Create group" }).click();
  await expect(alex.getByRole("textbox", { name: "Name" })).toBeFocused();
  await expect(alex.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription(
    "A group with this name already exists. Choose another name.",
  );
  await expect(alex.getByRole("textbox", { name: "Description" })).toHaveValue("The second one.");
  await expectAccessible(alex);
});

test("assigning a role to groups says how many users get it, and deleting the role takes it away", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addUsers("acme", 2);
  const alex = await signInAs("alex", pages.roles("acme"));
  await alex.getByRole("table").getByRole("link", { name: "Booking manager" }).click();
  const administrators = alex.getByRole("checkbox", { name: "Administrators" });
  await expect(administrators).not.toBeChecked();
  await expect(alex.getByText("Would apply to 1 person")).toBeVisible();
  await administrators.check();
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByText("Applies to 1 person", { exact: true })).toBeVisible();
  await expect(alex.getByRole("checkbox", { name: "Administrators" })).toBeChecked();

  await alex.getByRole("button", { name: "Delete" }).click();
  const confirmation = alex.getByRole("alertdialog", { name: "Delete role?" });
  await expect(confirmation).toContainText(
    "Booking manager is assigned to 2 groups. 1 person loses these permissions immediately.",
  );
  await confirmation.getByRole("button", { name: "Delete" }).click();
  await expect(alex).toHaveURL(pages.roles("acme"));
  await expect(rowOf(alex, "Booking manager")).toHaveCount(0);
});

test("the Administrator role can be assigned, but not edited or deleted", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.roles("acme"));
  await alex.getByRole("table").getByRole("link", { name: "Administrator", exact: true }).click();
  await expect(alex.getByText("All permissions, including those added in later versions.")).toBeVisible();
  await expect(alex.getByRole("link", { name: "Edit" })).toHaveCount(0);
  await expect(alex.getByRole("button", { name: "Delete" })).toHaveCount(0);
  await expect(alex.getByRole("button", { name: "Save changes" })).toBeVisible();
});
