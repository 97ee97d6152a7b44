import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { bulkActions } from "@/db/schema";
import { clickUntilVisible, openInviteDialog, selectionBar } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

test.use({ forcedColors: "active" });

test("with a contrast theme, what is current, pressed, chosen or focused can be seen", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const alex = await signInAs("alex", pages.invitations("acme"));
  for (const name of ["Console", "Users", "Status"]) {
    const links = alex.getByRole("navigation", { name, exact: true }).getByRole("link");
    const current = await backgroundOf(links.and(alex.locator("[aria-current]")).first());
    const other = await backgroundOf(links.and(alex.locator(":not([aria-current])")).first());
    expect(current, name).not.toBe(other);
  }
  await alex.getByLabel("Select the invitation to grace").check();
  await expectBorder(selectionBar(alex));
  await expectBorder(selectionBar(alex).getByRole("button", { name: "Resend" }));

  const dialog = await openInviteDialog(alex);
  await expectBorder(dialog);
  await expectBorder(dialog.getByRole("button", { name: "Invite", exact: true }));
  await expectOutline(dialog.getByRole("textbox", { name: "Usernames" }));
  await dialog.getByRole("combobox", { name: "Groups" }).focus();
  await alex.keyboard.press("ArrowDown");
  await expectOutline(alex.locator("[role=option][data-focused]"));
  await alex.keyboard.press("Escape");
  await alex.keyboard.press("Escape");
});

test("with a contrast theme, a menu, its focused entry and a switch can be seen", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const entry = alex.getByRole("menuitem", { name: "Invite Parent User" });
  await clickUntilVisible(alex.getByRole("button", { name: "Add user" }), entry);
  await alex.keyboard.press("ArrowDown");
  await expectOutline(alex.locator("[role=menuitem][data-focused]"));
  await alex.keyboard.press("Escape");

  await clickUntilVisible(
    alex.getByRole("button", { name: "Alex Morgan alex" }),
    alex.getByRole("radio", { name: "System" }),
  );
  const themes = alex.locator("label").filter({ has: alex.getByRole("radio") });
  const highlight = await backgroundOf(alex.locator("nav a[aria-current]").first());
  expect(await backgroundOf(themes.nth(0))).toBe(highlight);
  expect(await backgroundOf(themes.nth(1))).not.toBe(highlight);
  const toggle = alex.getByRole("switch");
  const colorsOfToggle = async () => {
    const track = toggle.locator(".switch");
    const [trackColor, knobColor] = [await backgroundOf(track), await backgroundOf(track.locator("span"))];
    expect(trackColor).not.toBe(knobColor);
    return `${trackColor} ${knobColor}`;
  };
  const off = await colorsOfToggle();
  await toggle.click();
  await expect(toggle).toBeChecked();
  expect(await colorsOfToggle()).not.toBe(off);
});

test("with a contrast theme, a box shows whether it is checked, and a list of choices has the theme's arrow", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const alex = await signInAs("alex", pages.invitations("acme"));
  const box = alex.getByLabel("Select the invitation to grace");
  const unchecked = await box.screenshot();
  await box.check();
  await box.blur();
  expect((await box.screenshot()).equals(unchecked)).toBe(false);
  await alex.goto(pages.settings("acme"));
  await expect(alex.getByLabel("Default language")).toHaveCSS("appearance", "auto");
});

test("with a contrast theme, the progress of a bulk action can be seen", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const id = randomUUID();
  const { userId } = await scenario.session("alex");
  await scenario.db.insert(bulkActions).values({
    id,
    organizationId: scenario.organizations.acme.id,
    kind: "delete",
    state: "running",
    actorId: userId,
    address: "192.0.2.1",
    size: 10,
    tally: { deleted: 4 },
    startedAt: new Date(),
  });
  const alex = await signInAs("alex", `${pages.users("acme")}/bulk-actions/${id}`);
  const progress = alex.getByRole("progressbar", { name: "Progress" });
  await expectBorder(progress);
  const { data, info } = await sharp(await progress.screenshot())
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colorAt = (part: number) => {
    const pixel = Math.floor(info.height / 2) * info.width + Math.floor(info.width * part);
    return [...data.subarray(pixel * info.channels, (pixel + 1) * info.channels)].join();
  };
  expect(colorAt(0.2)).not.toBe(colorAt(0.8));
});

test("with a contrast theme, the control that has the focus looks different on every page", async ({
  scenario,
  signInAs,
  pages,
}) => {
  test.setTimeout(240_000);
  await scenario.invite("alex", "acme", ["grace"]);
  const alex = await signInAs("alex");
  for (const path of [
    pages.invitations("acme"),
    pages.account,
    pages.newGroup("acme"),
    pages.settings("acme"),
  ]) {
    await alex.goto(path);
    await alex.waitForLoadState("networkidle");
    const kinds = new Set<string>();
    for (let stop = 0; stop < 60; stop++) {
      await alex.keyboard.press("Tab");
      const control = await focusedControl(alex);
      if (!control) break; // the end of the page
      const { clip, name, kind } = control;
      const focused = await alex.screenshot({ clip });
      await alex.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      const blurred = await alex.screenshot({ clip });
      expect(focused.equals(blurred), `the focus on ${name} of ${path} can't be seen`).toBe(false);
      kinds.add(kind);
    }
    expect([...kinds]).toContain("button");
  }
});

test("with a contrast theme, the control of a dialog that has the focus looks different", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("button", { name: "Invite Parent User" }).click();
  await expect(alex.getByRole("textbox", { name: "Usernames" })).toBeFocused();
  const names = new Set<string>();
  for (let stop = 0; stop < 8; stop++) {
    const control = await focusedControl(alex);
    if (!control) throw new Error("Nothing in the dialog has the focus.");
    const focused = await alex.screenshot({ clip: control.clip, caret: "hide" });
    await alex.keyboard.press("Tab");
    const left = await alex.screenshot({ clip: control.clip, caret: "hide" });
    expect(focused.equals(left), `the focus on ${control.name} can't be seen`).toBe(false);
    names.add(control.name);
  }
  expect(names.size).toBeGreaterThan(4);
});

/** What has the focus, or its label if that takes its place on the screen, with some of what is around it. */
async function focusedControl(page: Page) {
  return await page.evaluate(() => {
    const control = document.activeElement;
    if (!control || control === document.body) return null;
    const label = control.closest("label");
    const shown = control.getBoundingClientRect().width < 8 && label ? label : control;
    shown.scrollIntoView({ block: "nearest" });
    const { left, top, right, bottom } = shown.getBoundingClientRect();
    const [x, y] = [Math.max(left - 8, 0), Math.max(top - 8, 0)];
    return {
      kind: control.getAttribute("role") ?? control.localName,
      name: control.getAttribute("aria-label") ?? control.textContent?.trim() ?? "",
      clip: {
        x,
        y,
        width: Math.min(right + 8, innerWidth) - x,
        height: Math.min(bottom + 8, innerHeight) - y,
      },
    };
  });
}

async function backgroundOf(element: Locator): Promise<string> {
  return await element.evaluate((found) => getComputedStyle(found).backgroundColor);
}

async function expectBorder(element: Locator): Promise<void> {
  await expect(element).toHaveCSS("border-top-style", "solid");
  await expect(element).not.toHaveCSS("border-top-width", "0px");
}

async function expectOutline(element: Locator): Promise<void> {
  await expect(element).toHaveCSS("outline-style", "solid");
}
