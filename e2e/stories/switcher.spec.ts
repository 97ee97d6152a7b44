import type { Page } from "@playwright/test";
import { disableOrganization } from "@/db/organizations/disable";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("the switcher shows recent organizations first, if they can still be entered", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const ada = await signInAs("ada", pages.overview("globex"));
  await untilVisited(ada, scenario.organizations.globex.id);
  await ada.goto(pages.overview("europe"));
  await untilVisited(ada, scenario.organizations.europe.id);
  await ada.goto(pages.overview("meridian"));
  await openSwitcher(ada);
  await expect(organizations(ada)).toHaveText([
    /^Acme Travel Europe.*Recent$/,
    /^Globex Retail.*Recent$/,
    /^Meridian Group$/,
    /^Acme Travel/,
  ]);
  await expectAccessible(ada);
  await ada.keyboard.press("Escape");

  const input = { organizationId: scenario.organizations.globex.id };
  await disableOrganization({ ctx: await scenario.contextOf("ada", "meridian"), input });
  await openSwitcher(ada);
  await expect(organizations(ada)).toHaveText([
    /^Acme Travel Europe.*Recent$/,
    /^Meridian Group$/,
    /^Acme Travel/,
  ]);
});

test("the switcher doesn't show where another user of the browser was", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const ada = await signInAs("ada", pages.overview("europe"));
  await untilVisited(ada, scenario.organizations.europe.id);
  await ada.evaluate((key) => localStorage.setItem(key, "{not ours"), "usher.visited.nobody");
  const kept = await ada.evaluate(() =>
    Object.entries(localStorage).map(([key, value]) => `${key}=${value}`),
  );
  expect(kept.join()).not.toContain("Acme");
  await ada.goto(pages.overview("acme"));
  await openSwitcher(ada);
  await expect(organizations(ada).filter({ hasText: "Recent" })).toHaveText([/^Acme Travel Europe/]);
});

test("the switcher works by keyboard alone", async ({ signInAs, pages }) => {
  const ada = await signInAs("ada", pages.overview("meridian"));
  await openSwitcher(ada);
  await ada.keyboard.type("ac");
  await expect(organizations(ada)).toHaveCount(2);
  await ada.keyboard.press("ArrowDown");
  await expect(organizations(ada).first().getByRole("link")).toBeFocused();
  await ada.keyboard.press("ArrowDown");
  await ada.keyboard.press("ArrowDown");
  await expect(ada.getByRole("searchbox", { name: "Search organizations" })).toBeFocused();
  await ada.keyboard.press("ArrowUp");
  await expect(organizations(ada).last().getByRole("link")).toBeFocused();
  await ada.keyboard.press("Enter");
  await expect(ada).toHaveURL(pages.overview("europe"));

  await openSwitcher(ada);
  await ada.keyboard.type("globex");
  await ada.keyboard.press("Enter");
  await expect(ada).toHaveURL(pages.overview("globex"));
});

test("the switcher marks the current organization, also among found ones", async ({ signInAs, pages }) => {
  const ada = await signInAs("ada", pages.users("acme"));
  await openSwitcher(ada);
  const current = organizations(ada).locator("[aria-current=true]");
  await expect(current).toHaveText(/^Acme Travel/);
  await ada.keyboard.type("travel");
  await expect(organizations(ada)).toHaveText([/^Acme Travel/, /^Acme Travel Europe/]);
  await expect(current).toHaveText(/^Acme TravelMeridian Group/);
  await expectAccessible(ada);
});

test("on a phone, the switcher's text is large enough that the browser doesn't zoom in", async ({
  signInAs,
  pages,
}) => {
  const ada = await signInAs("ada");
  await ada.setViewportSize({ width: 390, height: 844 });
  await ada.goto(pages.overview("meridian"));
  await expect(ada.getByRole("searchbox", { name: "Search organizations", includeHidden: true })).toHaveCSS(
    "font-size",
    "16px",
  );
});

/** The page's script stores the visit, which can take a moment. */
async function untilVisited(page: Page, organizationId: string) {
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain(organizationId);
}

async function openSwitcher(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Switch organization" }).click();
  await expect(page.getByRole("searchbox", { name: "Search organizations" })).toBeFocused();
  await expect(organizations(page).first()).toBeVisible();
}

function organizations(page: Page) {
  return page.getByRole("navigation", { name: "Console" }).locator("[popover]").getByRole("listitem");
}
