import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/fixtures/test";

test.use({ viewport: { width: 390, height: 844 } });

test("on a phone, nothing that gets the focus is behind the header or the bar for unsaved changes", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const { userId } = await scenario.session("sam");
  const alex = await signInAs("alex", pages.settings("acme"));
  await alex.getByLabel("Sender name").fill("Acme invitations");
  await expect(alex.getByText("Unsaved changes")).toBeVisible();
  for (const key of ["Tab", "Shift+Tab"]) expect(await coveredStops(alex, key)).toEqual([]);

  await alex.goto(`${pages.users("acme")}/${userId}`);
  await expect(alex.getByRole("button", { name: "Save changes" })).toBeVisible();
  for (const key of ["Tab", "Shift+Tab"]) expect(await coveredStops(alex, key)).toEqual([]);
});

/** Goes through the page by keyboard. @returns what had the focus while a bar lay over the middle of what is in the window */
async function coveredStops(page: Page, key: string): Promise<string[]> {
  const covered = new Set<string>();
  for (let stops = 0; stops < 90; stops++) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(async () => {
      await new Promise(requestAnimationFrame); // when it has scrolled
      const focused = document.activeElement;
      if (!focused || focused === document.body) return "";
      const { left, right, top, bottom } = focused.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
      const above = document.elementFromPoint(x, y);
      for (let bar = above; bar && !bar.contains(focused); bar = bar.parentElement) {
        const { position } = getComputedStyle(bar);
        if (position === "sticky" || position === "fixed") return focused.textContent || focused.outerHTML;
      }
      return above ? "" : `outside the window: ${focused.outerHTML}`;
    });
    if (stop) covered.add(stop);
  }
  return [...covered];
}
