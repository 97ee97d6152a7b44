import type { Locator } from "@playwright/test";
import { clickUntilVisible, fillAndInvite, openInviteDialog, outcome } from "@/e2e/fixtures/steps";
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
  const announcement = dialog.getByRole("status").filter({ hasText: /\./ });
  await alex.keyboard.type("grace linsu margaret ");
  await expect(announcement).toHaveText("margaret added.");
  await alex.keyboard.press("ArrowLeft");
  await alex.keyboard.press("ArrowLeft");
  await expect(dialog.getByRole("button", { name: "linsu", exact: true })).toBeFocused();
  await alex.keyboard.press("F2");
  await expect(field).toHaveValue("linsu");
  await expect(announcement).toHaveText("Editing linsu.");
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
  await expect(announcement).toHaveText("linus removed.");
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

test("1,000 usernames can be pasted, and single ones added and removed", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const names = Array.from({ length: 1000 }, (_, number) => `person-${number}`);
  await paste(dialog, names.join("\n"));
  await expect(dialog.getByText("1,000 usernames", { exact: true })).toBeVisible();
  await alex.keyboard.type("somebody-else ");
  await expect(dialog.getByText("1,001 usernames", { exact: true })).toBeVisible();
  await alex.keyboard.press("Backspace");
  await expect(dialog.getByText("1,000 usernames", { exact: true })).toBeVisible();
});

test("switching to another window while typing leaves the text as it is", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const field = dialog.getByRole("textbox", { name: "Usernames" });
  await alex.keyboard.type("gra");
  // The window loses the focus: the field gets the event, and stays the document's active element.
  await field.evaluate((input) => input.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));
  await expect(field).toHaveValue("gra");
  await alex.keyboard.type("ce ");
  await expect(chips(dialog)).toHaveText(["grace"]);
});

test("holding Backspace clears the text but removes no chip", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await alex.keyboard.type("grace linus mar");
  for (let times = 0; times < 6; times++) await alex.keyboard.down("Backspace"); // repeats after the first
  await alex.keyboard.up("Backspace");
  await expect(dialog.getByRole("textbox", { name: "Usernames" })).toHaveValue("");
  await expect(chips(dialog)).toHaveText(["grace", "linus"]);
  await alex.keyboard.press("Backspace");
  await expect(chips(dialog)).toHaveText(["grace"]);
});

test("the Enter that confirms a conversion in Safari makes no chip, and opens nothing in the switcher", async ({
  signInAs,
  pages,
}) => {
  const ada = await signInAs("ada", pages.users("acme"));
  const dialog = await openInviteDialog(ada);
  const field = dialog.getByRole("textbox", { name: "Usernames" });
  await field.fill("田中");
  await confirmConversion(field);
  await expect(field).toHaveValue("田中");
  await expect(chips(dialog)).toHaveCount(0);
  const groups = dialog.getByRole("combobox", { name: "Groups" });
  await groups.fill("Support");
  await confirmConversion(groups);
  await expect(groups).toHaveValue("Support");
  await expect(dialog.getByRole("list", { name: "Chosen groups" })).toHaveCount(0);

  await ada.goto(pages.users("acme"));
  const search = ada.getByRole("searchbox", { name: "Search organizations" });
  await clickUntilVisible(ada.getByRole("button", { name: /^Switch organization/ }), search);
  await search.fill("Globex");
  await expect(ada.getByRole("link", { name: /Globex Retail/ })).toBeVisible();
  await confirmConversion(search);
  await ada.keyboard.press("Escape");
  await expect(ada).toHaveURL(pages.users("acme"));
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Users");
});

test("the error of the field disappears with the first username", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const field = dialog.getByRole("textbox", { name: "Usernames" });
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await alex.keyboard.type("grace ");
  await expect(dialog.getByText("Enter at least one username.")).toHaveCount(0);
  await expect(field).not.toHaveAttribute("aria-invalid");
});

test("after the outcome, each username to correct shows its reason", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await fillAndInvite(dialog, { usernames: "grace linsu ken" });
  await expect(outcome(dialog)).toHaveText("1 invited, 2 couldn't be invited");
  await dialog.getByRole("button", { name: "Edit and retry" }).click();
  await expect(chips(dialog)).toHaveText(["linsu: Not a user of Meridian Group", "ken: Account disabled"]);
  await expectAccessible(alex);
  await alex.keyboard.press("ArrowLeft");
  await alex.keyboard.press("Delete");
  await alex.keyboard.press("F2");
  await expect(dialog.getByRole("textbox", { name: "Usernames" })).toHaveValue("linsu");
  await alex.keyboard.press("End");
  await alex.keyboard.press("Backspace");
  await alex.keyboard.press("Backspace");
  await alex.keyboard.type("us ");
  await expect(chips(dialog)).toHaveText(["linus"]);
});

test("a name that is typed with an address in brackets is one chip, and its words invite nobody", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const field = dialog.getByRole("textbox", { name: "Usernames" });
  const email = scenario.email("linus");
  await alex.keyboard.type("ada; Grace Holloway ");
  await expect(chips(dialog)).toHaveText(["ada", "grace", "holloway"]);
  await alex.keyboard.type("<lin");
  await expect(chips(dialog)).toHaveText(["ada"]);
  await expect(field).toHaveValue("Grace Holloway <lin");
  await alex.keyboard.type(`${email.slice(3)}>, margaret; `);
  await expect(chips(dialog)).toHaveText(["ada", email, "margaret"]);
  await alex.keyboard.type("Grace <den");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByRole("cell", { name: /^(ada|linus@.*|margaret|den|grace)$/ })).toHaveText([
    ...["ada", email, "margaret", "den"],
  ]);
});

/** Safari ends the composition before it sends this key. */
async function confirmConversion(field: Locator) {
  await field.evaluate((input) => {
    const options = { key: "Enter", keyCode: 229, bubbles: true, cancelable: true };
    input.dispatchEvent(new KeyboardEvent("keydown", options));
  });
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
