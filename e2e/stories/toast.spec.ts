import { devices, type Locator, type Page } from "@playwright/test";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { rowOf } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

const { viewport, hasTouch, isMobile, userAgent } = devices["Pixel 7"];
test.use({ viewport, hasTouch, isMobile, userAgent });

const PEOPLE = ["grace", "linus", "margaret", "dennis"];

test("on a phone a message covers no control, wherever the page is scrolled", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await inviteFour(scenario);
  const alex = await signInAs("alex", pages.invitations("acme"));
  await resend(alex, "Grace Holloway");
  for (const top of [0, 150, 300, 450, 600, 10_000]) {
    await alex.evaluate((y) => window.scrollTo(0, y), top);
    await expect.poll(() => coveredControls(alex)).toEqual([]);
  }
});

test("on a phone a message is at the top, beside the menu button", async ({ scenario, signInAs, pages }) => {
  await inviteFour(scenario);
  const alex = await signInAs("alex", pages.invitations("acme"));
  await resend(alex, "Grace Holloway");
  const { y } = await centerOf(alex.getByRole("button", { name: "Dismiss" }));
  expect(y).toBeLessThan(60);
});

test("on a phone a confirmation hides the message, and no tap reaches what is underneath", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await inviteFour(scenario);
  const alex = await signInAs("alex", pages.invitations("acme"));
  await resend(alex, "Grace Holloway");
  const cross = alex.getByRole("button", { name: "Dismiss" });
  await expect(cross).toBeEnabled();
  const before = await centerOf(cross);

  await chooseByTap(alex, "Linus Berg", "Delete invitation");
  const sheet = alex.getByRole("alertdialog");
  await expect(sheet.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expect(cross).toBeDisabled(); // and can't be seen, while the sheet is open
  expect(await isOnTop(cross)).toBe(false);
  for (const name of ["Cancel", "Delete invitation"]) {
    const button = sheet.getByRole("button", { name, exact: true });
    expect(await isOnTop(button), `${name} can be tapped`).toBe(true);
  }
  await alex.touchscreen.tap(before.x, before.y);
  await expect(rowOf(alex, "Linus Berg")).toHaveCount(1);
  await alex.keyboard.press("Escape"); // the tap may have closed it
  await expect(sheet).toHaveCount(0);

  await cross.tap();
  await expect(cross).toHaveCount(0);
  await expect(alex.getByRole("alertdialog")).toHaveCount(0);
  await expect(rowOf(alex, "Grace Holloway")).toHaveCount(1);
});

/** Invites four people, whose emails were sent long enough ago to send them again. */
async function inviteFour(scenario: Scenario) {
  await scenario.invite("alex", "acme", PEOPLE);
  for (const username of PEOPLE) await scenario.sentInvitationId("acme", username);
  await scenario.letTimePass("acme", "6 minutes");
}

/** Sends one invitation again, and waits for the message. */
async function resend(page: Page, name: string) {
  await chooseByTap(page, name, "Resend invitation");
  await expect(page.getByRole("button", { name: "Dismiss" })).toBeEnabled();
}

async function chooseByTap(page: Page, name: string, action: string) {
  await page.getByRole("button", { name: `Actions for ${name}` }).tap();
  await page.getByRole("menuitem", { name: action }).tap();
}

/** The visible controls of the page whose middle, at the part that is on the screen, something else covers. */
async function coveredControls(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const toast = document.querySelector("[role=status] button[aria-label=Dismiss]")?.parentElement;
    const controls = [
      ...document.querySelectorAll("main :is(a[href], button, input, summary), header button"),
    ];
    return controls
      .filter((control) => {
        const { left, right, top, bottom } = control.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
        if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return false;
        return toast?.contains(document.elementFromPoint(x, y)) ?? false;
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
