import { queuePasswordLink } from "@/db/passwords/queue-link";
import { expectTranslatable, usePseudoLocale } from "@/e2e/fixtures/layout";
import { test } from "@/e2e/fixtures/test";

// Screens in the pseudo-locale, which is accented, 40 % longer and laid out from right to left.

test("pages outside the console have room for every language, in both directions", async ({
  scenario,
  signInAs,
  page,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"], ["Support"]);
  const { userId } = await scenario.session("sam");
  await scenario.db.transaction((tx) => queuePasswordLink(tx, userId));
  const link = await inbox("grace").link();
  await usePseudoLocale(page);
  for (const path of [
    ...[pages.start, pages.signIn("acme"), pages.forgotPassword("acme"), "/nothing"],
    ...[link, "/accept/unknown", await inbox("sam").passwordLink(), "/set-password/unknown"],
  ]) {
    await page.goto(path);
    await expectTranslatable(page);
  }
  const grace = await signInAs("grace", pages.account);
  await usePseudoLocale(grace);
  await grace.goto(link);
  await expectTranslatable(grace);
});
