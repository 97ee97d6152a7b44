import type { Page } from "@playwright/test";
import { expect } from "@/e2e/fixtures/expect";
import { expectNothingClipped, showIn } from "@/e2e/fixtures/layout";
import { test } from "@/e2e/fixtures/test";
import { LOCALES, type PageLocale, PSEUDO_LOCALE } from "@/i18n/locale";
import { type Screen, seedScreens } from "./screens";

// `npm run screens` takes a screenshot of every screen, in each language, width and theme, and fails if one has no room for
// its text. It isn't part of `npm test`, which looks at the same screens in the pseudo-locale only.
// `LOCALES=de,fr WIDTHS=1280,390 THEMES=light npm run screens` takes fewer.

const WIDTHS = chosen("WIDTHS", [1280, 1024, 768, 390]);
const THEMES = chosen("THEMES", ["light", "dark"] as const);
const ALL: readonly PageLocale[] = [...LOCALES, PSEUDO_LOCALE];
const locales = chosen("LOCALES", ALL);

for (const locale of locales) {
  test(`every screen has room for its text in ${locale}`, async ({ scenario, pages, signInAs, page }) => {
    test.setTimeout(1_200_000);
    const tabs = new Map<Screen["as"], Page>([[null, page]]);
    for (const screen of await seedScreens(scenario, pages)) {
      const tab = tabs.get(screen.as) ?? (screen.as && (await signInAs(screen.as))) ?? page;
      tabs.set(screen.as, tab);
      await showIn(tab, locale);
      await tab.goto(screen.path);
      await expect(tab.getByRole("heading", { level: 1 })).toBeVisible();
      await photograph(tab, `.usher/screens/${locale}/${screen.name}`);
    }
  });
}

async function photograph(tab: Page, file: string): Promise<void> {
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: 900 });
    await expectNothingClipped(tab);
    for (const colorScheme of THEMES) {
      await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await tab.screenshot({ path: `${file}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
}

/** Those of the choices that an environment variable lists. All, if it isn't set. */
function chosen<Choice extends string | number>(
  variable: string,
  choices: readonly Choice[],
): readonly Choice[] {
  const listed = process.env[variable]?.split(",");
  return listed ? choices.filter((choice) => listed.includes(String(choice))) : choices;
}
