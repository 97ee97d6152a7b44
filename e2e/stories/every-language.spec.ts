import { expectTranslatable, showIn } from "@/e2e/fixtures/layout";
import { test } from "@/e2e/fixtures/test";
import { seedScreens } from "@/e2e/screens/screens";
import { PSEUDO_LOCALE } from "@/i18n/locale";

// The pseudo-locale is accented, 40 % longer and laid out from right to left.

test("every screen has room for every language, in both directions, and no text outside the catalogs", async ({
  scenario,
  pages,
  signInAs,
  page,
}) => {
  test.setTimeout(300_000);
  const screens = await seedScreens(scenario, pages);
  for (const person of new Set(screens.map((screen) => screen.as))) {
    const tab = person ? await signInAs(person) : page;
    await showIn(tab, PSEUDO_LOCALE);
    for (const { path } of screens.filter((screen) => screen.as === person)) {
      await tab.goto(path);
      await expectTranslatable(tab);
    }
  }
});
