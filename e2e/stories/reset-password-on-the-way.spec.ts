import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";

const NEW_PASSWORD = "gravel tulip monday orbit";

test("resetting a forgotten password on the way to an invitation leads back to it, in any browser", async ({
  scenario,
  signInAs,
  page,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"], ["Support"]);
  await page.goto(await inbox("grace").link());
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await page.getByLabel("Username").fill("grace");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");

  // The browser that opens the email is another one, in which somebody else is signed in.
  const other = await signInAs("ada", await inbox("grace").passwordLink(2));
  await setPassword(other);
  await signIn(other, "grace", NEW_PASSWORD);
  await expect(other).toHaveURL(pages.myOrganizations);
  const invitation = other.getByRole("article", { name: "Acme Travel" });
  await expect(invitation).toContainText("Support");
  await expectAccessible(other);
  await invitation.getByRole("button", { name: "Accept invitation" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("You joined Acme Travel");
});

test("the emailed password link and the queue contain nothing of the invitation's link", async ({
  scenario,
  page,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const link = await inbox("grace").link();
  const secret = new URL(link).pathname.split("/").at(-1) ?? "";
  await page.goto(link);
  await page.getByRole("link", { name: "Forgot password?" }).click();
  expect(page.url()).not.toContain(secret);
  await page.getByLabel("Username").fill("grace");
  await page.getByRole("button", { name: "Send link" }).click();
  await page.goto(await inbox("grace").passwordLink(2));
  expect(JSON.stringify(await inbox("grace").newest(2))).not.toContain(secret);
  await setPassword(page);
  expect(page.url()).not.toContain(secret);
  const [jobs] = await scenario.db.execute<{ text: string }>(
    sql`select coalesce(string_agg(j::text, ' '), '') as text from graphile_worker._private_jobs j`,
  );
  expect(jobs?.text).not.toContain(secret);
});

test("without an invitation, a reset password leads to where the user works", async ({
  page,
  pages,
  inbox,
}) => {
  await page.goto(pages.forgotPassword("acme"));
  await page.getByLabel("Username").fill("alex");
  await page.getByRole("button", { name: "Send link" }).click();
  await page.goto(await inbox("alex").passwordLink());
  await setPassword(page);
  await signIn(page, "alex", NEW_PASSWORD);
  await expect(page).toHaveURL(pages.overview("acme"));
});

async function setPassword(page: Page) {
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Password set. You can sign in now.")).toBeVisible();
}
