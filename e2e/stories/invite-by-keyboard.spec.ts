import { chips, clickUntilVisible, openInviteDialog, outcome } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

test("a user signs in and invites by keyboard alone", async ({ page, pages }) => {
  const press = (key: string) => page.keyboard.press(key);
  const focused = page.locator(":focus");
  const tabTo = async (name: string | RegExp, role: "button" | "link" | "textbox" | "combobox") => {
    await expect(async () => {
      await press("Tab");
      await expect(focused.and(page.getByRole(role, { name, exact: true }))).toBeVisible({ timeout: 100 });
    }).toPass({ intervals: [0], timeout: 30_000 });
  };

  await page.goto(pages.overview("acme"));
  await tabTo("Username", "textbox");
  await page.keyboard.type("alex");
  await press("Tab");
  await page.keyboard.type("usher-demo-2026");
  await press("Enter");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  await press("Tab");
  await expect(focused).toHaveText("Skip to content");
  await expect(focused).toBeInViewport();
  await tabTo("Users", "link");
  await press("Enter");
  await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
  await tabTo("Add user", "button");
  await expect(async () => {
    await press("Enter");
    await expect(focused).toHaveText("Create user", { timeout: 1000 });
  }).toPass();
  await press("ArrowDown");
  await expect(focused).toHaveText("Invite Parent User");
  await press("Enter");
  const dialog = page.getByRole("dialog", { name: "Invite Parent User" });
  await expect(dialog.getByRole("textbox", { name: "Usernames" })).toBeFocused();
  await page.keyboard.type("grace nobody");
  await press("Tab");
  await expect(dialog.getByRole("combobox", { name: "Groups" })).toBeFocused();
  await page.keyboard.type("supp");
  await expect(page.getByRole("listbox").getByRole("option")).toHaveText([/Support/]);
  await press("ArrowDown");
  await press("Enter");
  await press("Escape");
  await expect(dialog.getByRole("list", { name: "Chosen groups" })).toHaveText("Support");
  await tabTo("Invite", "button");
  await press("Enter");

  await expect(outcome(dialog)).toHaveText("1 invited, 1 couldn't be invited");
  await expect(outcome(dialog)).toBeFocused();
  await tabTo("Edit and retry", "button");
  await press("Enter");
  await expect(dialog.getByRole("textbox", { name: "Usernames" })).toBeFocused();
  await press("Backspace");
  await page.keyboard.type("linus");
  await tabTo("Invite", "button");
  await press("Enter");
  await expect(outcome(dialog)).toHaveText("1 invited");
  await tabTo("Done", "button");
  await press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Add user" })).toBeFocused();
});

test("closing the dialog returns focus to the button that opened it", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const button = alex.getByRole("button", { name: "Add user" });
  for (const key of ["Enter", "ArrowDown", " "]) {
    await clickUntilVisible(button, alex.getByRole("menu"));
    await alex.keyboard.press("Escape");
    await expect(button).toBeFocused();
    await alex.keyboard.press(key);
    await expect(alex.getByRole("menuitem", { name: "Create user" })).toBeFocused();
    await alex.keyboard.press("End");
    await expect(alex.getByRole("menuitem", { name: "Bulk invite" })).toBeFocused();
    await alex.keyboard.press("ArrowUp");
    await expect(alex.getByRole("menuitem", { name: "Invite Parent User" })).toBeFocused();
    await alex.keyboard.press("Enter");
    await expect(alex.getByRole("textbox", { name: "Usernames" })).toBeFocused();
    await alex.keyboard.press("Escape");
    await expect(button).toBeFocused();
  }
});

test("what is typed before the invite dialog has loaded goes into its field", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.invitations("acme"));
  const button = alex.getByRole("button", { name: "Invite Parent User" }).first();
  await expect(button).toBeEnabled();
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await alex.route(/\.js(\?|$)/, async (route) => {
    await released;
    await route.continue();
  });
  await button.focus();
  await alex.keyboard.press("Enter");
  await alex.keyboard.type("grace lix");
  await alex.keyboard.press("Backspace");
  release();
  const dialog = alex.getByRole("dialog", { name: "Invite Parent User" });
  const field = dialog.getByRole("textbox", { name: "Usernames" });
  await expect(field).toBeFocused();
  await alex.keyboard.type("nus");
  await expect(chips(dialog)).toHaveText(["grace"]);
  await expect(field).toHaveValue("linus");
});

test("the list of groups doesn't cover the buttons of the invite dialog", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await alex.keyboard.type("grace");
  await dialog.getByRole("combobox", { name: "Groups" }).click();
  await alex
    .getByRole("listbox")
    .getByRole("option", { name: /Support/ })
    .click();
  await expect(alex.getByRole("listbox")).toBeVisible();
  // While the list is open, screen readers hear nothing else.
  await alex.getByRole("button", { name: "Invite", exact: true, includeHidden: true }).click();
  await expect(outcome(dialog)).toHaveText("1 invited");
});
