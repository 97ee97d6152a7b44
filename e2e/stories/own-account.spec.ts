import type { Browser } from "@playwright/test";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { createSessionCookie } from "@/e2e/fixtures/session-cookie";
import { addSessionCookie, expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";

const NEW_PASSWORD = "gravel tulip monday orbit";

test("the account page shows the profile, who manages the account, and the active sessions", async ({
  scenario,
  page: alex,
  pages,
}) => {
  await alex.goto(pages.signIn("acme"));
  await signIn(alex, "alex");
  await alex.getByRole("button", { name: "Alex Morgan" }).click();
  await alex.getByRole("link", { name: "Account" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Account");
  await expect(alex.getByRole("definition")).toHaveText([
    "alex",
    "Alex Morgan",
    scenario.email("alex"),
    "Acme Travel",
    (await scenario.session("alex")).userId,
  ]);
  const sessions = alex.getByRole("region", { name: "Active sessions" });
  await expect(sessions.getByText("1 active session.")).toBeVisible();
  await expect(sessions.getByRole("listitem")).toContainText(["Chrome on"]);
  await expect(sessions.getByRole("listitem")).toContainText(["This device"]);
});

test("signing out everywhere ends the session of another browser at its next click", async ({
  scenario,
  signInAs,
  browser,
  pages,
}) => {
  const phone = await openOtherBrowser(browser, scenario, pages.users("acme"));
  const alex = await signInAs("alex");
  await alex.goto(pages.account);
  await expect(alex.getByText("2 active sessions.")).toBeVisible();
  await alex.getByRole("button", { name: "Sign out everywhere" }).click();
  const dialog = alex.getByRole("alertdialog", { name: "Sign out everywhere?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expectAccessible(alex);
  await dialog.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");

  await phone.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Groups" }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  await alex.goto(pages.account);
  await expect(alex).toHaveURL(pages.start);
  await phone.context().close();
});

test("a user ends one session and stays signed in in another", async ({
  scenario,
  signInAs,
  browser,
  pages,
}) => {
  const phone = await openOtherBrowser(browser, scenario, pages.users("acme"));
  const alex = await signInAs("alex");
  await alex.goto(pages.account);
  const sessions = alex.getByRole("region", { name: "Active sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(2);
  await sessions.filter({ hasNotText: "This device" }).getByRole("button", { name: "Sign out" }).click();
  await expect(sessions).toHaveCount(1);
  await phone.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Groups" }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  await sessions.getByRole("button", { name: "Sign out" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  await phone.context().close();
});

test("changing the password needs the current one, and ends all other sessions", async ({
  scenario,
  signInAs,
  browser,
  page,
  pages,
}) => {
  const phone = await openOtherBrowser(browser, scenario, pages.users("acme"));
  const alex = await signInAs("alex");
  await alex.goto(pages.account);
  const [current, password] = [
    alex.getByLabel("Current password", { exact: true }),
    alex.getByLabel("New password", { exact: true }),
  ];
  await current.fill("not the current one");
  await password.fill(NEW_PASSWORD);
  await alex.getByRole("button", { name: "Change password" }).click();
  await expect(alex.getByText("This isn't your current password.")).toBeVisible();
  await expect(current).toBeFocused();
  await expectAccessible(alex);
  await current.fill("usher-demo-2026");
  await password.fill("short");
  await alex.getByRole("button", { name: "Change password" }).click();
  await expect(alex.getByText("Use at least 12 characters.")).toBeVisible();
  await password.fill(NEW_PASSWORD);
  await alex.getByRole("button", { name: "Change password" }).click();
  await expect(alex.getByText("Password changed. You're signed out on all other devices.")).toBeVisible();
  await expect(password).toHaveValue("");
  await expect(alex.getByText("1 active session.")).toBeVisible();

  await phone.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Groups" }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  await page.goto(pages.signIn("acme"));
  await signIn(page, "alex", NEW_PASSWORD);
  await expect(page).toHaveURL(pages.overview("acme"));
  await phone.context().close();
});

test("the account page redirects signed-out visitors to the start page", async ({ page, pages }) => {
  await page.goto(pages.account);
  await expect(page).toHaveURL(pages.start);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a user changes their password and signs out everywhere", async ({ signInAs, pages }) => {
    const page = await signInAs("sam", pages.account);
    await page.getByLabel("Current password", { exact: true }).fill("usher-demo-2026");
    await page.getByLabel("New password", { exact: true }).fill("password1234");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("This password, or one much like it, is used by many people")).toBeVisible();
    await page.getByLabel("Current password", { exact: true }).fill("usher-demo-2026");
    await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("Password changed.")).toBeVisible();
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  });
});

/** Opens a page in another browser in which alex is signed in too. */
async function openOtherBrowser(browser: Browser, scenario: Scenario, path: string) {
  const context = await browser.newContext();
  await addSessionCookie(context, await createSessionCookie(await scenario.session("alex")));
  const page = await context.newPage();
  await page.goto(path);
  return page;
}
