import type { Locator, Page } from "@playwright/test";
import { expect } from "./expect";

/** Clicks until it is heard: a button that needs script is drawn before the script has come. */
export async function clickFor(button: Locator, answer: Locator): Promise<Locator> {
  await expect(async () => {
    if (!(await answer.isVisible())) await button.click();
    await expect(answer).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  return answer;
}

export async function openInviteDialog(page: Page): Promise<Locator> {
  const entry = page.getByRole("menuitem", { name: "Invite Parent User" });
  await clickFor(page.getByRole("button", { name: "Add user" }), entry);
  await entry.click();
  const dialog = page.getByRole("dialog", { name: "Invite Parent User" });
  await expect(dialog.getByRole("textbox", { name: "Usernames" })).toBeFocused();
  return dialog;
}

type Invitation = { usernames: string; groups?: readonly string[] };

/** Fills the dialog on the screen and sends it; what became of it stays on the screen. */
export async function fillAndInvite(dialog: Locator, { usernames, groups = [] }: Invitation): Promise<void> {
  await dialog.getByRole("textbox", { name: "Usernames" }).fill(usernames);
  for (const name of groups) await chooseGroup(dialog, name);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByRole("button", { name: "Done" })).toBeVisible();
}

/** The summary of what became of the invitations: "3 invited, 2 not". */
export function outcome(dialog: Locator): Locator {
  return dialog.getByRole("region", { name: "Outcome" }).getByRole("status");
}

async function chooseGroup(dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole("combobox", { name: "Groups" }).fill(name);
  await dialog.page().getByRole("option", { name }).click();
  await dialog.page().keyboard.press("Escape");
  await expect(dialog.getByRole("list", { name: "Chosen groups" })).toContainText(name);
}

/** Fills the page "Invite many" and waits for the preview. */
export async function previewPasted(page: Page, usernames: string): Promise<void> {
  await page.getByRole("textbox", { name: "Usernames" }).fill(usernames);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("Nobody is invited yet.").first()).toBeVisible();
}

/** The row of a table that is about somebody. */
export function rowOf(within: Page | Locator, text: string): Locator {
  return within.getByRole("row", { name: text });
}
