import { devices, type Locator, type Page } from "@playwright/test";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { rowOf, selectionBar } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

/** Sizes of windows. On a touch screen, controls are tapped. */
const SCREENS = {
  "a phone": sizeOf(devices["Pixel 7"]),
  "a tablet": sizeOf(devices["iPad Mini"]),
  "a tablet on its side": sizeOf(devices["iPad Mini landscape"]),
  "a laptop": sizeOf(devices["Desktop Chrome"]),
};

const PEOPLE = ["grace", "linus", "margaret", "dennis"];

for (const [screen, size] of Object.entries(SCREENS)) {
  test.describe(`on ${screen}`, () => {
    test.use(size);

    test(`on ${screen}, a message stays in its place and covers at most rows, wherever the page is scrolled`, async ({
      scenario,
      signInAs,
      pages,
    }) => {
      await inviteFour(scenario);
      const alex = await signInAs("alex", pages.invitations("acme"));
      await resend(alex, "Grace Holloway");
      const cross = alex.getByRole("button", { name: "Dismiss" });
      const place = await centerOf(cross);
      for (const top of [0, 150, 300, 450, 600, 10_000]) {
        await alex.evaluate((y) => window.scrollTo(0, y), top);
        expect(await coveredControls(alex)).toEqual([]);
        expect(await centerOf(cross)).toEqual(place);
      }
      await alex.evaluate(() => window.scrollTo(0, 0));
      await alex.getByLabel("Select the invitation to linus").check();
      await expect(selectionBar(alex)).toBeVisible();
      expect(await coveredControls(alex)).toEqual([]);
      expect(await centerOf(cross)).toEqual(place);
    });

    test(`on ${screen}, a confirmation hides the message, and no tap reaches what is underneath`, async ({
      scenario,
      signInAs,
      pages,
    }) => {
      await inviteFour(scenario);
      const alex = await signInAs("alex", pages.invitations("acme"));
      await resend(alex, "Grace Holloway");
      const cross = alex.getByRole("button", { name: "Dismiss" });
      const before = await centerOf(cross);

      await choose(alex, "Linus Berg", "Delete invitation");
      const confirmation = alex.getByRole("alertdialog");
      await expect(confirmation.getByRole("button", { name: "Cancel" })).toBeFocused();
      expect(await isOnTop(cross)).toBe(false); // and it can't be seen, while the confirmation is open
      for (const name of ["Cancel", "Delete invitation"]) {
        const button = confirmation.getByRole("button", { name, exact: true });
        expect(await isOnTop(button), `${name} can be pressed`).toBe(true);
      }
      await pressAt(alex, before);
      await expect(rowOf(alex, "Linus Berg")).toHaveCount(1);
      await alex.keyboard.press("Escape");
      await expect(confirmation).toHaveCount(0);

      await press(cross);
      await expect(cross).toHaveCount(0);
      await expect(alex.getByRole("alertdialog")).toHaveCount(0);
      await expect(rowOf(alex, "Grace Holloway")).toHaveCount(1);
    });
  });
}

test.describe("near the edge of the screen", () => {
  test.use(SCREENS["a phone"]);

  test("on a phone a message is at the top, beside the menu button", async ({
    scenario,
    signInAs,
    pages,
  }) => {
    await inviteFour(scenario);
    const alex = await signInAs("alex", pages.invitations("acme"));
    await resend(alex, "Grace Holloway");
    const { y } = await centerOf(alex.getByRole("button", { name: "Dismiss" }));
    expect(y).toBeLessThan(60);
  });
});

/** The part of a device that is independent of its browser. */
function sizeOf({ viewport, hasTouch, isMobile }: (typeof devices)[string]) {
  return { viewport, hasTouch, isMobile };
}

/** Invites four people, whose emails were sent long enough ago to send them again. */
async function inviteFour(scenario: Scenario) {
  await scenario.invite("alex", "acme", PEOPLE);
  for (const username of PEOPLE) await scenario.sentInvitationId("acme", username);
  await scenario.letTimePass("acme", "6 minutes");
}

/** Sends one invitation again, and waits for the message. */
async function resend(page: Page, name: string) {
  await choose(page, name, "Resend invitation");
  await expect(page.getByRole("button", { name: "Dismiss" })).toBeEnabled();
}

async function choose(page: Page, name: string, action: string) {
  await press(page.getByRole("button", { name: `Actions for ${name}` }));
  await press(page.getByRole("menuitem", { name: action }));
}

async function press(control: Locator) {
  await ((await hasTouch(control.page())) ? control.tap() : control.click());
}

async function pressAt(page: Page, { x, y }: { x: number; y: number }) {
  await ((await hasTouch(page)) ? page.touchscreen.tap(x, y) : page.mouse.click(x, y));
}

async function hasTouch(page: Page): Promise<boolean> {
  return await page.evaluate(() => navigator.maxTouchPoints > 0);
}

/** The visible controls outside the rows whose middle, at the part that is on the screen, the message covers. */
async function coveredControls(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const toast = document.querySelector("[role=status] button[aria-label=Dismiss]")?.parentElement;
    const controls = [...document.querySelectorAll("a[href], button, input, summary")];
    return controls
      .filter((control) => {
        if (control.closest("tbody")) return false;
        const { left, right, top, bottom } = control.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
        if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return false;
        return !toast?.contains(control) && (toast?.contains(document.elementFromPoint(x, y)) ?? false);
      })
      .map((control) => control.textContent ?? "");
  });
}

async function isOnTop(control: Locator): Promise<boolean> {
  return await control.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  });
}

async function centerOf(control: Locator) {
  const box = await control.boundingBox();
  if (!box) throw new Error("It is not on the screen.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
