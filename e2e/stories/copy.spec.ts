import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/fixtures/test";

test("usernames, email addresses, IDs and sign-in addresses are copied with one click", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await alex.getByRole("link", { name: "Sam Rivera" }).click();
  expect(await copied(alex, "Copy username")).toBe("sam");
  expect(await copied(alex, "Copy email address")).toBe(scenario.email("sam"));
  expect(await copied(alex, "Copy ID")).toBe((await scenario.session("sam")).userId);

  await scenario.invite("alex", "acme", ["grace"]);
  const invitationId = await scenario.sentInvitationId("acme", "grace");
  await alex.goto(pages.invitation("acme", invitationId));
  expect(await copied(alex, "Copy ID")).toBe(invitationId);

  await alex.goto(pages.settings("acme"));
  expect(await copied(alex, "Copy ID")).toBe(scenario.organizations.acme.id);
  const address = await copied(alex, "Copy sign-in address");
  await alex.context().clearCookies();
  await alex.goto(address);
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
});

test("the sign-in address of a root organization is short", async ({ signInAs, pages }) => {
  const ada = await signInAs("ada", pages.settings("meridian"));
  await ada.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const address = await copied(ada, "Copy sign-in address");
  expect(new URL(address).pathname).toMatch(/^\/t\/[^/]+$/);
  await ada.context().clearCookies();
  await ada.goto(address);
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Sign in to Meridian Group");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("there are no buttons that copy", async ({ signInAs, pages }) => {
    const alex = await signInAs("alex", pages.users("acme"));
    await alex.getByRole("link", { name: "Sam Rivera" }).click();
    await expect(alex.getByText("User ID")).toBeVisible();
    await expect(alex.getByRole("button", { name: /^Copy/ })).toHaveCount(0);
  });
});

/** @returns what is in the clipboard once the button has said that it copied */
async function copied(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name }).click();
  await expect(page.getByRole("main").getByText("Copied")).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await expect(page.getByRole("main").getByText("Copied")).toHaveCount(0);
  return text;
}
