import { disableOrganization } from "@/db/organizations/disable";
import { disableUser } from "@/db/users/disable";
import { acceptAndStart } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test.beforeEach(({ scenario }) => scenario.invite("alex", "acme", ["grace"], ["Support"]));

test("an accepted invitation's page says so and links to the organization", async ({
  signInAs,
  pages,
  inbox,
}) => {
  const link = await inbox("grace").link();
  const grace = await signInAs("grace", link);
  await acceptAndStart(grace);
  await expect(grace).toHaveURL(pages.overview("acme"));
  await grace.goto(link);
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText(
    "You've already accepted this invitation",
  );
  await expectAccessible(grace);
  await grace.getByRole("link", { name: "Go to Acme Travel" }).click();
  await expect(grace).toHaveURL(pages.overview("acme"));
});

test("declining changes nothing in the account and is final", async ({ signInAs, inbox }) => {
  const link = await inbox("grace").link();
  const grace = await signInAs("grace", link);
  await grace.getByText("Decline…").click();
  await grace.getByRole("button", { name: "Decline invitation" }).click();
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("You've declined this invitation");
  await expect(grace.getByText("Your account hasn't changed.")).toBeVisible();
  await expect(grace.getByText("ask Alex Morgan to invite you again")).toBeVisible();
  await expectAccessible(grace);
  await grace.getByRole("link", { name: "My organizations" }).click();
  await expect(grace.getByRole("heading", { name: "My organizations" })).toBeVisible();
});

test("an expired invitation's page says how long its link worked", async ({ scenario, signInAs, inbox }) => {
  const link = await inbox("grace").link();
  await scenario.expire("acme", "grace");
  const grace = await signInAs("grace");
  await grace.goto(link);
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("This invitation has expired");
  await expect(grace.getByText("The link was valid for 72 hours.")).toBeVisible();
  await expectAccessible(grace);
});

test("an invitation that expires while its page is open can't be accepted", async ({
  scenario,
  signInAs,
  inbox,
}) => {
  const grace = await signInAs("grace", await inbox("grace").link());
  await expect(grace.getByRole("button", { name: "Accept invitation" })).toBeVisible();
  await scenario.expire("acme", "grace");
  await grace.getByRole("button", { name: "Accept invitation" }).click();
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("This invitation has expired");
});

test("an invitation to an inactive organization can't be accepted", async ({ scenario, signInAs, inbox }) => {
  const grace = await signInAs("grace", await inbox("grace").link());
  const organizationId = scenario.organizations.acme.id;
  await disableOrganization({ ctx: await scenario.contextOf("ada", "meridian"), input: { organizationId } });
  await grace.reload();
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Acme Travel is inactive");
  await expectAccessible(grace);
});

test("the invitation page of a disabled account says why the invitation ended", async ({
  scenario,
  page,
  inbox,
}) => {
  const link = await inbox("grace").link();
  const { userId } = await scenario.session("grace");
  await disableUser({ ctx: await scenario.contextOf("ada", "meridian"), input: { userId } });
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation is no longer valid");
  await expect(page.getByText("The account is disabled.")).toBeVisible();
});

test("all wrong links lead to the same page", async ({ page, inbox }) => {
  const link = await inbox("grace").link();
  const wrong = [
    link.slice(0, -1),
    `${link}x`,
    link.replace(/[\w-]{43}$/, "A".repeat(43)),
    "/accept",
    "/accept/%20",
    "/accept/a/b",
  ];
  for (const address of wrong) {
    expect((await page.goto(address))?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is no longer valid");
  }
  await expectAccessible(page);
});
