import type { Page } from "@playwright/test";
import { chooseAction, openInviteDialog } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

test("Escape closes a confirmation and a dialog while nothing in them has the focus", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const alex = await signInAs("alex", pages.invitations("acme"));
  await chooseAction(alex, "Grace Holloway", "Delete invitation");
  const confirmation = alex.getByRole("alertdialog", { name: "Delete the invitation to Grace Holloway?" });
  await expect(confirmation.getByRole("button", { name: "Cancel" })).toBeFocused();
  await pressEscapeWithoutFocus(alex);
  await expect(confirmation).toHaveCount(0);

  const dialog = await openInviteDialog(alex);
  await pressEscapeWithoutFocus(alex);
  await expect(dialog).toHaveCount(0);
});

test("Escape without focus closes the confirmation in front of a dialog, and not the dialog", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await dialog.getByRole("textbox", { name: "Usernames" }).fill("grace ");
  await pressEscapeWithoutFocus(alex);
  const confirmation = alex.getByRole("alertdialog");
  await expect(confirmation).toBeVisible();
  await pressEscapeWithoutFocus(alex);
  await expect(confirmation).toHaveCount(0);
  await expect(dialog.getByRole("listitem")).toHaveText(["grace"]);
});

test("Escape without focus closes the command palette", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const palette = alex.getByRole("dialog");
  await expect(async () => {
    await alex.keyboard.press("ControlOrMeta+k");
    await expect(palette).toBeVisible({ timeout: 1000 });
  }).toPass();
  await pressEscapeWithoutFocus(alex);
  await expect(palette).toHaveCount(0);
});

/** In one step, because the dialog takes the focus back. */
async function pressEscapeWithoutFocus(page: Page) {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  });
}
