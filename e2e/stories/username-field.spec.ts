import type { Locator } from "@playwright/test";
import { openInviteDialog, outcome } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("Enter, comma, semicolon and white space each end a username", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await alex.keyboard.type("Grace");
  await alex.keyboard.press("Enter");
  await alex.keyboard.type("linus,margaret;dennis ken\t");
  await expect(chips(dialog)).toHaveText(["grace", "linus", "margaret", "dennis", "ken"]);
  await expect(dialog.getByText("5 usernames", { exact: true })).toBeVisible();
  await expectAccessible(alex);
});

test("chips are edited and removed by keyboard, and changes are announced", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const field = dialog.getByRole("textbox", { name: "Usernames" });
  const said = dialog.getByRole("status").filter({ hasText: /\./ });
  await alex.keyboard.type("grace linsu margaret ");
  await expect(said).toHaveText("margaret added.");
  await alex.keyboard.press("ArrowLeft");
  await alex.keyboard.press("ArrowLeft");
  await expect(dialog.getByRole("button", { name: "linsu", exact: true })).toBeFocused();
  await alex.keyboard.press("F2");
  await expect(field).toHaveValue("linsu");
  await expect(said).toHaveText("Editing linsu.");
  await alex.keyboard.press("Backspace");
  await alex.keyboard.press("Backspace");
  await alex.keyboard.type("us ");
  await expect(chips(dialog)).toHaveText(["grace", "margaret", "linus"]);

  await alex.keyboard.press("ArrowLeft");
  await alex.keyboard.press("Home");
  await alex.keyboard.press("Delete");
  await expect(chips(dialog)).toHaveText(["margaret", "linus"]);
  await expect(dialog.getByRole("button", { name: "margaret", exact: true })).toBeFocused();
  await alex.keyboard.press("End");
  await expect(field).toBeFocused();
  await alex.keyboard.press("Backspace");
  await expect(chips(dialog)).toHaveText(["margaret"]);
  await expect(said).toHaveText("linus removed.");
});

test("text that is typed but not entered counts when the field loses focus and when the form is sent", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await alex.keyboard.type("grace");
  await expect(dialog.getByText("1 username", { exact: true })).toBeVisible();
  await dialog.getByRole("combobox", { name: "Groups" }).focus();
  await expect(chips(dialog)).toHaveText(["grace"]);
  await dialog.getByRole("textbox", { name: "Usernames" }).focus();
  await alex.keyboard.type("linus");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(outcome(dialog)).toHaveText("2 invited");
});

test("sending an empty form says what is missing, and moves focus there", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByText("Enter at least one username.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Usernames" })).toBeFocused();
  await expect(dialog.getByRole("textbox", { name: "Usernames" })).toHaveAccessibleDescription(
    "Enter at least one username.",
  );
  await expectAccessible(alex);
});

test("a pasted list becomes chips, each username once", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await paste(dialog, "grace, Linus;\n margaret\r\n\tdennis  grace");
  await expect(chips(dialog)).toHaveText(["grace", "linus", "margaret", "dennis"]);
});

test("with 1,000 pasted usernames, adding and removing one stay fast", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const names = Array.from({ length: 1000 }, (_, number) => `person-${number}`);
  await expectFast(() => paste(dialog, names.join("\n")));
  await expect(dialog.getByText("1,000 usernames", { exact: true })).toBeVisible();
  await expectFast(() => alex.keyboard.type("somebody-else "));
  await expect(dialog.getByText("1,001 usernames", { exact: true })).toBeVisible();
  await expectFast(() => alex.keyboard.press("Backspace"));
  await expect(dialog.getByText("1,000 usernames", { exact: true })).toBeVisible();
});

/** It takes about 50 ms. Quadratic work would take much longer than this limit. */
async function expectFast(work: () => Promise<unknown>) {
  const start = performance.now();
  await work();
  expect(performance.now() - start).toBeLessThan(3000);
}

function chips(dialog: Locator) {
  return dialog.getByRole("list", { name: "Entered usernames" }).getByRole("listitem");
}

async function paste(dialog: Locator, text: string) {
  await dialog.getByRole("textbox", { name: "Usernames" }).evaluate((field, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", pasted);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
