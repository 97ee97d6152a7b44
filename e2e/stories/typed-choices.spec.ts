import type { Locator } from "@playwright/test";
import { clickUntilVisible, openInviteDialog, outcome, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("a group that is typed but not picked goes with the invitation", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await dialog.getByRole("textbox", { name: "Usernames" }).fill("grace ");
  await dialog.getByRole("combobox", { name: "Groups" }).fill("support");
  await submitButton(dialog).click();
  await expect(outcome(dialog)).toHaveText("1 invited");
  await dialog.getByRole("button", { name: "Done" }).click();
  await alex.getByRole("link", { name: "Invitations", exact: true }).click();
  await expect(rowOf(alex, "grace")).toContainText("Support");
});

test("a typed text that stands for no group stops at the field, and says so", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const field = dialog.getByRole("combobox", { name: "Groups" });
  const invite = submitButton(dialog);
  await dialog.getByRole("textbox", { name: "Usernames" }).fill("grace ");
  await field.fill("Sales");
  await invite.click();
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(
    "No group matches “Sales”. Choose one from the list, or clear the field.",
  );
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(alex);

  await field.fill("s");
  await alex.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription(/^“s” matches several groups\./);
  await expect(field).toHaveValue("s");
  await field.fill("");
  await alex.keyboard.press("Escape"); // the list covers the button
  await invite.click();
  await expect(outcome(dialog)).toHaveText("1 invited");
});

test("Enter takes the only group that matches, and a click on the field opens the list", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const field = dialog.getByRole("combobox", { name: "Groups" });
  const options = alex.getByRole("listbox").getByRole("option");
  const chosen = dialog.getByRole("list", { name: "Chosen groups", includeHidden: true });
  await field.click();
  await expect(options.filter({ hasText: "Booking managers" })).toBeVisible();
  await alex.keyboard.type("book");
  await alex.keyboard.press("Enter");
  await expect(chosen).toHaveText("Booking managers");
  await expect(field).toHaveValue("");

  await alex.keyboard.press("Escape");
  await expect(options).toHaveCount(0);
  await field.click();
  await options.filter({ hasText: "Support" }).click();
  await expect(chosen.getByRole("listitem", { includeHidden: true })).toHaveText([
    "Booking managers",
    "Support",
  ]);
  await expect(dialog).toBeVisible();
});

test("a user who is typed but not picked is added to the group", async ({ scenario, signInAs, pages }) => {
  const alex = await signInAs("alex", `${pages.groups("acme")}/${await scenario.groupId("acme", "Support")}`);
  const dialog = alex.getByRole("dialog", { name: "Add members" });
  await clickUntilVisible(alex.getByRole("button", { name: "Add members" }), dialog);
  const field = dialog.getByRole("combobox", { name: "Users" });
  const empty = alex.getByText("No users found.");
  await field.fill("nobody");
  await expect(empty).toBeVisible();
  await alex.keyboard.press("Escape"); // the list covers the button
  await expect(empty).toBeHidden();
  await submitButton(dialog).click();
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/^No user matches “nobody”\./);

  await field.fill("sam");
  const found = alex.getByRole("option", { name: "Sam Rivera" });
  await expect(found).toBeVisible();
  await alex.keyboard.press("Escape");
  await expect(found).toBeHidden();
  await submitButton(dialog).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(alex, "Sam Rivera")).toBeVisible();
});

/** While the list is open, it hides the rest of the dialog from screen readers, but not from the mouse. */
function submitButton(dialog: Locator) {
  return dialog.locator("button[type=submit]");
}
