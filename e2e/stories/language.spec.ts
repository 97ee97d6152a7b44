import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import { organizations, users } from "@/db/schema";
import { DEMO_PASSWORD } from "@/db/seed/demo";
import { expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";
import { LOCALE_NAMES, PSEUDO_LOCALE } from "@/i18n/locale";

const PSEUDO = LOCALE_NAMES[PSEUDO_LOCALE];

test("a visitor chooses a language at sign-in, and the page keeps its address and parameters", async ({
  page,
  pages,
}) => {
  const address = `${pages.signIn("acme")}?next=${encodeURIComponent(pages.users("acme"))}`;
  await page.goto(address);
  await expectLanguage(page, "en");
  await page.getByRole("button", { name: "Language" }).press("Enter");
  await expectAccessible(page);
  await page.getByRole("button", { name: PSEUDO, exact: true }).press("Enter");
  await expectLanguage(page, PSEUDO_LOCALE);
  expect(page.url()).toContain(address);
  await page.goto(pages.start);
  await expectLanguage(page, PSEUDO_LOCALE);
});

test("a signed-in user's choice is stored at the account and holds in every browser", async ({
  scenario,
  browser,
  signInAs,
  page,
  pages,
}) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  await alex.getByRole("button", { name: "Alex Morgan" }).click();
  await alex.getByRole("button", { name: "Language" }).click();
  await alex.getByRole("button", { name: "English", exact: true }).last().click();
  const { userId } = await scenario.session("alex");
  const stored = () => scenario.db.select({ locale: users.locale }).from(users).where(eq(users.id, userId));
  await expect.poll(stored).toEqual([{ locale: "en" }]);

  const other = await browser.newContext({ locale: "de-DE" });
  await other.addCookies([{ name: "locale", value: PSEUDO_LOCALE, url: process.env.BASE_URL ?? "" }]);
  const otherBrowser = await other.newPage();
  await otherBrowser.goto(pages.signIn("acme"));
  await expectLanguage(otherBrowser, PSEUDO_LOCALE);
  await otherBrowser.locator("[name=username]").fill("alex");
  await otherBrowser.locator("[name=password]").fill(DEMO_PASSWORD);
  await otherBrowser.locator("main [type=submit]").click();
  await expectLanguage(otherBrowser, "en");
  await other.close();

  await page.goto(pages.signIn("acme"));
  await signIn(page, "alex");
  await page.goto(pages.account);
  await page.getByLabel("Language of pages and emails").selectOption({ label: "Your browser's language" });
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Preferences saved.")).toBeVisible();
  expect(await stored()).toEqual([{ locale: null }]);
});

test("what React Aria says to screen readers is in the page's language, not the browser's", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  await scenario.sentInvitationId("acme", "grace");
  const { userId } = await scenario.session("alex");
  await scenario.db.update(users).set({ locale: "de" }).where(eq(users.id, userId));
  const alex = await signInAs("alex", pages.invitations("acme"));
  await alex.getByRole("button", { name: "Grace Holloway" }).click();
  await expect(alex.getByRole("menu")).toBeVisible();
  await expect(alex.getByRole("button", { name: "Schließen" }).first()).toBeAttached();
});

test("links in emails are in the organization's language for browsers with another one, and wrong links in English", async ({
  scenario,
  browser,
  inbox,
}) => {
  const { id } = scenario.organizations.acme;
  await scenario.db.update(organizations).set({ defaultLocale: "de" }).where(eq(organizations.id, id));
  await scenario.invite("alex", "acme", ["grace"]);
  const userId = (await scenario.session("sam")).userId;
  await scenario.db.transaction((tx) => queuePasswordLink(tx, userId));
  const [invitation, password] = [await inbox("grace").link(), await inbox("sam").passwordLink()];

  const swedish = await browser.newContext({ locale: "sv-SE" });
  const page = await swedish.newPage();
  for (const link of [invitation, password]) {
    await page.goto(link);
    await expectLanguage(page, "de");
    for (const wrong of [link.replace(/[\w-]{43}$/, "A".repeat(43)), link.slice(0, -1), `${link}/x`]) {
      await page.goto(wrong);
      await expectLanguage(page, "en");
    }
  }
  await page.goto(`${invitation}?requested=1`); // the page after a request for a new link, which is the same for every link
  await expectLanguage(page, "en");
  await swedish.close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the language can be chosen on an invitation's page, and the link stays as it is", async ({
    scenario,
    page,
    inbox,
  }) => {
    await scenario.invite("alex", "acme", ["grace"]);
    const link = await inbox("grace").link();
    await page.goto(link);
    await page.getByRole("button", { name: "Language" }).click();
    await page.getByRole("button", { name: PSEUDO, exact: true }).click();
    await expectLanguage(page, PSEUDO_LOCALE);
    expect(page.url()).toBe(link);
  });
});

async function expectLanguage(page: Page, lang: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", lang);
}
