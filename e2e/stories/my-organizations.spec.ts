import { accept } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("the start page redirects users to where they work", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex");
  await alex.goto(pages.start);
  await expect(alex).toHaveURL(pages.overview("acme"));
  const ada = await signInAs("ada", pages.root("meridian"));
  await expect(ada).toHaveURL(pages.overview("meridian"));
  const grace = await signInAs("grace");
  await grace.goto(pages.start);
  await expect(grace).toHaveURL(pages.myOrganizations);
});

test("the number of organizations stands above them, at the beginning of its line", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme", ["Support"]);
  const grace = await signInAs("grace", pages.myOrganizations);
  const count = await grace.getByText("1 organization", { exact: true }).boundingBox();
  const item = await grace.getByRole("listitem").filter({ hasText: "Acme Travel" }).boundingBox();
  if (!count || !item) throw new Error("They aren't on the screen.");
  expect(Math.abs(count.x - item.x)).toBeLessThanOrEqual(1);
});

test("users without permissions see their memberships and pending invitations", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("hank", "globex", ["grace"]);
  const link = await inbox("grace").link();
  await scenario.invite("ada", "acme", ["grace"]);
  await inbox("grace").link(2);
  const grace = await signInAs("grace", pages.users("meridian"));
  await expect(grace.getByText("You don't have any management permissions in Meridian Group.")).toBeVisible();
  await expect(grace.getByRole("main").getByRole("listitem")).toContainText([
    "Meridian GroupHome organization",
  ]);
  await expect(grace.getByRole("article", { name: "Acme Travel" })).toContainText("Ada Winter");
  await expect(grace.getByRole("article", { name: "Globex Retail" })).toContainText("Hank Miller");
  await expectAccessible(grace);

  await grace.goto(link);
  await accept(grace);
  await grace.getByRole("link", { name: "My organizations" }).click();
  await expect(grace.getByRole("main").getByRole("listitem")).toContainText([
    "Meridian Group",
    "Globex RetailInvited by Hank Miller",
  ]);
  await expect(grace.getByRole("article")).toHaveText([/^Acme Travel/]);
  await expect(grace.getByRole("searchbox")).toHaveCount(0); // for one organization
  await accept(grace);
  await grace.getByRole("link", { name: "My organizations" }).click();
  await expect(grace.getByRole("searchbox", { name: "Search organizations" })).toBeVisible();
});

test('"My organizations" redirects signed-out visitors to the start page', async ({ page, pages }) => {
  await page.goto(pages.myOrganizations);
  await expect(page).toHaveURL(pages.start);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Find your organization");
});

test("users can switch only to organizations they may enter", async ({ signInAs }) => {
  const alex = await signInAs("alex");
  await alex.getByRole("button", { name: "Switch organization" }).click();
  await expect(alex.getByRole("link", { name: /Acme Travel Europe/ })).toBeVisible();
  const search = alex.getByRole("searchbox", { name: "Search organizations" });
  await search.fill("globex");
  await expect(alex.getByText("No organizations found")).toBeVisible();
  await search.fill("europe");
  await alex.getByRole("link", { name: /Acme Travel Europe/ }).click();
  await expect(alex.getByRole("navigation", { name: "Breadcrumb" })).toHaveText(
    "Meridian Group/Acme Travel/Acme Travel Europe",
  );
  await expect(alex.getByRole("link", { name: "Meridian Group" })).toHaveCount(0);
  await alex
    .getByRole("navigation", { name: "Breadcrumb" })
    .getByRole("link", { name: "Acme Travel" })
    .click();
  await expect(alex.getByRole("navigation", { name: "Breadcrumb" })).toHaveText("Meridian Group/Acme Travel");
});
