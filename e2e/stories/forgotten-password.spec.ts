import { sql } from "drizzle-orm";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";

const NEW_PASSWORD = "gravel tulip monday orbit";

test("a user resets a forgotten password, from the sign-in page to being signed in", async ({
  scenario,
  signInAs,
  page,
  pages,
  inbox,
}) => {
  const elsewhere = await signInAs("sam");
  await page.goto(pages.signIn("acme"));
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Forgot your password?");
  await page.getByLabel("Username").fill("Sam");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
  await expectAccessible(page);

  const link = await inbox("sam").passwordLink();
  expect((await inbox("sam").newest()).subject).toContain("Set a new password for sam");
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set a new password");
  const field = page.getByLabel("New password", { exact: true });
  await page.getByRole("button", { name: "Show new password" }).click(); // needs script
  await expect(field).toHaveAttribute("type", "text");
  await field.fill("password1234");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("This password, or one much like it, is used by many people")).toBeVisible();
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await field.fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page).toHaveURL(new RegExp(`${pages.signIn("acme")}\\?`));
  await expect(page.getByText("Password set. You can sign in now.")).toBeVisible();
  await expectAccessible(page);
  await signIn(page, "sam", NEW_PASSWORD);
  await expect(page.getByRole("heading", { name: "My organizations" })).toBeVisible();

  await elsewhere.reload();
  await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText("Find your organization");
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is no longer valid");
  await expectAccessible(page);
  expect((await inbox("sam").newest(2)).subject).toBe("A password was set for your account sam");
  expect((await inbox("sam").emails()).length).toBe(2);
  expect(
    await scenario.db.execute(sql`select from password_links where user_id = ${await actionId(scenario)}`),
  ).toEqual([]);
});

test("unknown users get the same response, and no email", async ({ page, pages, inbox }) => {
  for (const username of ["nobody", "grace", "mallory"]) {
    await page.goto(pages.forgotPassword("acme"));
    await page.getByLabel("Username").fill(username);
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
  }
  await page.goto(pages.forgotPassword("acme"));
  await page.getByLabel("Username").fill("alex");
  await page.getByRole("button", { name: "Send link" }).click();
  await inbox("alex").passwordLink(); // requested last, so the others would have arrived before
  for (const person of ["grace", "mallory"] as const) expect(await inbox(person).emails()).toEqual([]);
});

test("after too many requests the form says how long to wait, and keeps the username", async ({
  page,
  pages,
}) => {
  const alert = page.getByRole("alert").first();
  await expect(async () => {
    await page.goto(pages.forgotPassword("acme"));
    await page.getByLabel("Username").fill("ghost");
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(alert).toHaveText(/5 times an hour\. Try again in \d+ minutes\.$/, { timeout: 1000 });
  }).toPass({ timeout: 30_000, intervals: [0] });
  await expect(page.getByLabel("Username")).toHaveValue("ghost");
  await expectAccessible(page);
});

test("a new user chooses their first password from the email, and signs in", async ({
  scenario,
  page,
  inbox,
}) => {
  await scenario.db.execute(
    sql`update users set password_hash = null where id = ${await actionId(scenario)}`,
  );
  const userId = await actionId(scenario);
  await scenario.db.transaction((tx) => queuePasswordLink(tx, userId));
  const link = await inbox("sam").passwordLink();
  expect((await inbox("sam").newest()).subject).toBe("Your new account at Acme Travel");
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set your password");
  await expect(page.getByText("For the account sam at Acme Travel.")).toBeVisible();
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await signIn(page, "sam", NEW_PASSWORD);
  await expect(page.getByRole("heading", { name: "My organizations" })).toBeVisible();
});

test("the page of an expired password link links to the form for a new one", async ({
  scenario,
  page,
  pages,
  inbox,
}) => {
  const userId = await actionId(scenario);
  await scenario.db.transaction((tx) => queuePasswordLink(tx, userId));
  const link = await inbox("sam").passwordLink();
  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await scenario.db.execute(sql`update password_links set expires_at = now() where user_id = ${userId}`);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is no longer valid");
  await page.getByRole("link", { name: "Request new link" }).click();
  await expect(page).toHaveURL(pages.forgotPassword("acme"));
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a user resets a forgotten password", async ({ page, pages, inbox }) => {
    await page.goto(pages.signIn("acme"));
    await page.getByRole("link", { name: "Forgot password?" }).click();
    await page.getByLabel("Username").fill("sam");
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
    const link = await inbox("sam").passwordLink();
    await page.goto(link);
    const field = page.getByLabel("New password", { exact: true });
    await field.fill("Sam Rivera 1");
    await page.getByRole("button", { name: "Set password" }).click();
    await expect(page.getByText("This password is too similar to your name")).toBeVisible();
    await expect(field).toHaveValue("");
    await field.fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Set password" }).click();
    await expect(page.getByText("Password set. You can sign in now.")).toBeVisible();
    await signIn(page, "sam", NEW_PASSWORD);
    await expect(page.getByRole("heading", { name: "My organizations" })).toBeVisible();
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is no longer valid");
  });
});

async function actionId(scenario: Scenario): Promise<string> {
  return (await scenario.session("sam")).userId;
}
