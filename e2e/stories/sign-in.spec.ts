import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { disableOrganization } from "@/db/organizations/disable";
import { organizations } from "@/db/schema";
import { expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";

test("every failed sign-in shows the same message", async ({ page, pages }) => {
  await page.goto(pages.overview("acme"));
  for (const [username, password] of [
    ["alex", "wrong"],
    ["nobody", "usher-demo-2026"],
    ["grace", "usher-demo-2026"],
    ["mallory", "usher-demo-2026"],
  ] as const) {
    await trySigningIn(page, username, password);
    await expect(page.getByRole("alert").first()).toHaveText("Incorrect username or password.");
  }
  await expectAccessible(page);
  await signIn(page, "ALEX ");
  await expect(page).toHaveURL(pages.overview("acme"));
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("somebody who opened the app at another name of this machine is still signed in when they follow an emailed link", async ({
  scenario,
  page,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const elsewhere = new URL(pages.signIn("meridian"), process.env.BASE_URL ?? "");
  elsewhere.hostname = "127.0.0.1";
  await page.goto(elsewhere.href);
  await expect(page).toHaveURL(pages.signIn("meridian"));
  await signIn(page, "grace");
  await expect(page.getByRole("heading", { name: "My organizations" })).toBeVisible();
  await page.goto(await inbox("grace").link());
  await expect(page.getByRole("button", { name: "Accept invitation" })).toBeVisible();
});

test("after too many attempts sign-in says how long to wait, even with the right password", async ({
  page,
  pages,
}) => {
  await page.goto(pages.overview("acme"));
  const alert = page.getByRole("alert").first();
  await expect(async () => {
    await trySigningIn(page, "alex", "wrong");
    await expect(alert).toHaveText(/^Too many attempts/, { timeout: 500 });
  }).toPass({ timeout: 30_000, intervals: [0] });
  await trySigningIn(page, "alex", "usher-demo-2026");
  await expect(alert).toHaveText(
    /^Too many attempts for this account from this network. Try again in 1[45] minutes\.$/,
  );
  await signIn(page, "sam");
  await expect(page.getByRole("heading", { name: "My organizations" })).toBeVisible();
});

test("signing in leads to the page that was requested", async ({ page, pages }) => {
  const wanted = `${pages.invitations("acme")}?status=pending&q=grace`;
  await page.goto(wanted);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  await signIn(page, "alex");
  await expect(page).toHaveURL(wanted);
  await expect(page.getByRole("searchbox", { name: "Search invitations" })).toHaveValue("grace");
});

test("a password can be shown and hidden, and the caret and the form stay as they are", async ({
  page,
  pages,
}) => {
  await page.goto(pages.signIn("acme"));
  const field = page.getByLabel("Password", { exact: true });
  const toggle = page.getByRole("button", { name: "Show password" });
  await field.fill("usher-demo-2026");
  await field.press("ArrowLeft");
  await expect(toggle).toHaveAttribute("aria-pressed", "false");
  await toggle.click();
  await expect(toggle).toHaveAttribute("aria-pressed", "true");
  await expect(field).toHaveAttribute("type", "text");
  await expect(field).toBeFocused();
  await page.keyboard.type("x");
  await expect(field).toHaveValue("usher-demo-202x6");
  await expectAccessible(page);
  await field.press("Tab");
  await expect(toggle).toBeFocused();
  await page.keyboard.press("Space");
  await expect(field).toHaveAttribute("type", "password");
  await expect(page).toHaveURL(pages.signIn("acme"));
});

test("sign-in and the forgotten password have the organization's color, lighter on dark pages", async ({
  scenario,
  page,
  pages,
}) => {
  const { id } = scenario.organizations.acme;
  await scenario.db.update(organizations).set({ color: "#b91c1c" }).where(eq(organizations.id, id));
  for (const [path, name] of [
    [pages.signIn("acme"), "Sign in"],
    [pages.forgotPassword("acme"), "Send link"],
  ] as const) {
    await page.goto(path);
    for (const [colorScheme, color] of [
      ["dark", "rgb(192, 51, 51)"],
      ["light", "rgb(185, 28, 28)"],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.getByRole("button", { name })).toHaveCSS("background-color", color);
    }
    await expectAccessible(page);
  }
});

test("disabled users can't sign in, and nobody can at an inactive organization", async ({
  scenario,
  page,
  pages,
}) => {
  await page.goto(pages.overview("meridian"));
  await trySigningIn(page, "ken", "usher-demo-2026");
  await expect(page.getByRole("alert").first()).toHaveText("Incorrect username or password.");
  const organizationId = scenario.organizations.acme.id;
  await disableOrganization({ ctx: await scenario.contextOf("ada", "meridian"), input: { organizationId } });
  expect((await page.goto(pages.overview("acme")))?.status()).toBe(404);
});

test("users who are signed in when their organization becomes inactive are told", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const organizationId = scenario.organizations.acme.id;
  await disableOrganization({ ctx: await scenario.contextOf("ada", "meridian"), input: { organizationId } });
  await alex.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Groups" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Acme Travel is inactive");
  await expectAccessible(alex);
});

/** A sign-in that fails. The form keeps the username and clears the password. */
async function trySigningIn(page: Page, username: string, password: string) {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await expect(page.getByLabel("Username")).toHaveValue(username);
}
