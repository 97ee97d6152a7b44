import type { Browser } from "@playwright/test";
import { expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";

const NEW_PASSWORD = "gravel tulip monday orbit";

test("one sees who one is, who manages the account, and where one is signed in", async ({
  signInAs,
  scenario,
}) => {
  const alex = await signInAs("alex");
  await alex.getByRole("button", { name: "Alex Morgan" }).click();
  await alex.getByRole("link", { name: "Account" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Account");
  await expect(alex.getByRole("definition")).toHaveText([
    "alex",
    "Alex Morgan",
    scenario.email("alex"),
    "Acme Travel",
  ]);
  const organizations = alex.getByRole("region", { name: "Signed-in places" });
  await expect(organizations.getByText("1 place.")).toBeVisible();
  await expect(organizations.getByRole("listitem")).toContainText(["Chrome on"]);
  await expect(organizations.getByRole("listitem")).toContainText(["This one"]);
  await expectAccessible(alex);
});

test("signing out everywhere in one browser ends the other at the next click", async ({
  signInAs,
  browser,
  pages,
}) => {
  const phone = await another(browser, pages.users("acme"), "alex");
  const alex = await signInAs("alex");
  await alex.goto(pages.account);
  await expect(alex.getByText("2 places.")).toBeVisible();
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

test("a session is ended from another, which stays", async ({ signInAs, browser, pages }) => {
  const phone = await another(browser, pages.users("acme"), "alex");
  const alex = await signInAs("alex");
  await alex.goto(pages.account);
  const organizations = alex.getByRole("region", { name: "Signed-in places" }).getByRole("listitem");
  await expect(organizations).toHaveCount(2);
  await organizations.filter({ hasNotText: "This one" }).getByRole("button", { name: "Sign out" }).click();
  await expect(organizations).toHaveCount(1);
  await phone.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Groups" }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  await organizations.getByRole("button", { name: "Sign out" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  await phone.context().close();
});

test("changing the password asks for the current one, and signs out all other sessions", async ({
  signInAs,
  browser,
  page,
  pages,
}) => {
  const phone = await another(browser, pages.users("acme"), "alex");
  const alex = await signInAs("alex");
  await alex.goto(pages.account);
  const [current, password] = [
    alex.getByLabel("Current password", { exact: true }),
    alex.getByLabel("New password", { exact: true }),
  ];
  await current.fill("not the current one");
  await password.fill(NEW_PASSWORD);
  await alex.getByRole("button", { name: "Change password" }).click();
  await expect(alex.getByText("This is not your current password.")).toBeVisible();
  await expect(current).toBeFocused();
  await expectAccessible(alex);
  await current.fill("usher-demo-2026");
  await password.fill("short");
  await alex.getByRole("button", { name: "Change password" }).click();
  await expect(alex.getByText("A password has 12 characters or more.")).toBeVisible();
  await password.fill(NEW_PASSWORD);
  await alex.getByRole("button", { name: "Change password" }).click();
  await expect(
    alex.getByText("Your password is changed, and all other places are signed out."),
  ).toBeVisible();
  await expect(password).toHaveValue("");
  await expect(alex.getByText("1 place.")).toBeVisible();

  await phone.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Groups" }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  await page.goto(pages.signIn("acme"));
  await signIn(page, "alex", NEW_PASSWORD);
  await expect(page).toHaveURL(pages.overview("acme"));
  await phone.context().close();
});

test("signed out, the account leads to the front door", async ({ page, pages }) => {
  await page.goto(pages.account);
  await expect(page).toHaveURL(pages.start);
});

test.describe("with scripts off", () => {
  test.use({ javaScriptEnabled: false });

  test("one changes the password, and signs out everywhere, too", async ({ page, pages }) => {
    await page.goto(pages.signIn("acme"));
    await signIn(page, "sam");
    await page.getByRole("link", { name: "Account" }).click();
    await page.getByLabel("Current password", { exact: true }).fill("usher-demo-2026");
    await page.getByLabel("New password", { exact: true }).fill("password1234");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("Many people have this password")).toBeVisible();
    await page.getByLabel("Current password", { exact: true }).fill("usher-demo-2026");
    await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("Your password is changed")).toBeVisible();
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  });
});

/** Another browser, in which somebody signs in at a page. */
async function another(browser: Browser, address: string, username: string) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  await signIn(page, username);
  return page;
}
