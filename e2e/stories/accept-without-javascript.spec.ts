import { rowOf } from "@/e2e/fixtures/steps";
import { expect, signIn, test } from "@/e2e/fixtures/test";

test.use({ javaScriptEnabled: false });

test("with scripts off, one signs in on the invitation and accepts it", async ({
  scenario,
  page,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"], ["Support"]);
  await page.goto(await inbox("grace").link());
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Username or password is wrong.")).toBeVisible();
  await signIn(page, "grace");
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await expect(page).toHaveURL(pages.overview("acme"));
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  await expect(rowOf(page, "Grace Holloway")).toContainText("Support");
});

test("with scripts off, whoever is signed in as somebody else can sign out, return and decline", async ({
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
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation has been declined");
  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(rowOf(alex, "Grace Holloway")).toContainText("I have changed teams.");
});

test("with scripts off, on a phone, one asks for a new link when the invitation has expired", async ({
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
  await page.getByRole("button", { name: "Ask for a new link" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You have asked for a new link");
  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(rowOf(alex, "Grace Holloway")).toContainText("asked for a new link");
});

test("with scripts off, a link that leads to nothing says so, too", async ({ page }) => {
  await page.goto(`/accept/${"A".repeat(43)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such invitation");
});

test("with scripts off, lists can be searched, sorted and filtered, and one can sign out", async ({
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
