import { acceptAndStart, rowOf } from "@/e2e/fixtures/steps";
import { expect, signIn, test } from "@/e2e/fixtures/test";

test.use({ javaScriptEnabled: false });

test("without JavaScript, the invitee signs in on the invitation page and accepts", async ({
  scenario,
  page,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"], ["Support"]);
  await page.goto(await inbox("grace").link());
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Incorrect username or password.")).toBeVisible();
  await signIn(page, "grace");
  await acceptAndStart(page);
  await expect(page).toHaveURL(pages.overview("acme"));
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  await expect(rowOf(page, "Grace Holloway")).toContainText("Support");
});

test("without JavaScript, someone signed in as another user can sign out, return and decline", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const page = await signInAs("linus");
  await page.goto(await inbox("grace").link());
  await page.getByRole("button", { name: "Sign out and continue" }).click();
  await signIn(page, "grace");
  await page.getByText("Decline…").click();
  await page.getByLabel("Reason").fill("I have changed teams.\nThank you!");
  await page.getByRole("button", { name: "Decline invitation" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You've declined this invitation");
  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(rowOf(alex, "Grace Holloway")).toContainText("I have changed teams.");
});

test("without JavaScript, the invitee can sign out on the invitation's page", async ({
  scenario,
  signInAs,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const grace = await signInAs("grace", await inbox("grace").link());
  await grace.getByRole("button", { name: "Grace Holloway" }).click();
  await grace.getByRole("button", { name: "Sign out" }).click();
  await expect(grace.getByLabel("Username")).toHaveValue("grace");
  await expect(grace.getByRole("button", { name: "Show password" })).toHaveCount(0); // it needs script
});

test("without JavaScript, on a phone, the invitee of an expired invitation requests a new link", async ({
  scenario,
  signInAs,
  page,
  pages,
  inbox,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await scenario.invite("alex", "acme", ["grace"]);
  const link = await inbox("grace").link();
  await scenario.expire("acme", "grace");
  await page.goto(link);
  await page.getByRole("button", { name: "Request new link" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New link requested");
  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(rowOf(alex, "Grace Holloway")).toContainText("New link requested");
});

test("without JavaScript, the page of a wrong link says so", async ({ page }) => {
  await page.goto(`/accept/${"A".repeat(43)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is no longer valid");
});

test("without JavaScript, lists can be searched and users can sign out", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  const alex = await signInAs("alex", pages.invitations("acme"));
  await alex.getByRole("searchbox", { name: "Search invitations" }).fill("berg");
  await alex.getByRole("button", { name: "Search", exact: true }).click();
  await expect(alex).toHaveURL(/q=berg/);
  await expect(rowOf(alex, "Linus Berg")).toBeVisible();
  await expect(rowOf(alex, "Grace Holloway")).toHaveCount(0);
  await alex.getByRole("button", { name: "Alex Morgan" }).click();
  await alex.getByRole("button", { name: "Sign out" }).click();
  await expect(alex.getByRole("heading", { name: "Sign in to Acme Travel" })).toBeVisible();
});
