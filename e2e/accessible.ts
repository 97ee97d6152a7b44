import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./expect";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Nothing on the screen, as it is now, violates WCAG 2.2 AA: all of it in light, what colours can spoil in dark too. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolation(page, "light", (axe) => axe.withTags(WCAG));
  await expectNoViolation(page, "dark", (axe) => axe.withRules(["color-contrast", "link-in-text-block"]));
}

async function expectNoViolation(
  page: Page,
  colorScheme: "light" | "dark",
  choose: (axe: AxeBuilder) => AxeBuilder,
): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"], preload: false });
  const { violations } = await choose(axe).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}\n${failureSummary}`),
  );
  expect(found, `${page.url()} in ${colorScheme}`).toEqual([]);
}
