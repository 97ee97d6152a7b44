import { deleteGroup } from "@/db/groups/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { disableUser } from "@/db/users/disable";
import { expectAccessibleOnEveryWidth } from "@/e2e/fixtures/accessible";
import { accept, acceptAndStart } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";

test.beforeEach(({ scenario }) => scenario.invite("alex", "acme", ["grace"], ["Support"]));

test("the invitee reads what the invitation offers, and can accept or decline it", async ({
  signInAs,
  inbox,
}) => {
  const grace = await signInAs("grace", await inbox("grace").link());
  await expect(grace.getByRole("heading", { name: "Join Acme Travel" })).toBeVisible();
  await expect(grace.getByRole("definition")).toContainText([
    "Alex Morgan",
    "Acme Travel",
    "grace",
    "Support",
    /UTC \(in 7[12] hours\)/,
  ]);
  await expect(grace.getByText("Decline…")).toBeVisible();
  await expect(grace.getByRole("button", { name: "Accept invitation" })).toBeVisible();
});

test("someone signed out signs in on the invitation page, with the username filled in", async ({
  page,
  inbox,
}) => {
  const link = await inbox("grace").link();
  await page.goto(link);
  await expect(page.getByLabel("Username")).toHaveValue("grace");
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Incorrect username or password.")).toBeVisible();
  await signIn(page, "grace");
  await expect(page).toHaveURL(link);
  await expect(page.getByRole("button", { name: "Accept invitation" })).toBeVisible();
});

test("someone signed in as another user signs out and returns with one button", async ({
  signInAs,
  inbox,
}) => {
  const link = await inbox("grace").link();
  const linus = await signInAs("linus");
  await linus.goto(link);
  await expect(linus.getByRole("heading", { level: 1 })).toHaveText("This invitation is for another account");
  await expect(linus.getByText("You're signed in as linus")).toBeVisible();
  await expectAccessible(linus);
  await linus.getByRole("button", { name: "Sign out and continue" }).click();
  await expect(linus.getByLabel("Username")).toHaveValue("grace");
  await expect(linus).toHaveURL(link);
  await signIn(linus, "grace");
  await expect(linus.getByRole("button", { name: "Accept invitation" })).toBeVisible();
});

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

test("a group deleted since the invitation was sent is named, and not granted", async ({
  scenario,
  signInAs,
  inbox,
}) => {
  const groupId = await scenario.groupId("acme", "Support");
  await deleteGroup({ ctx: await scenario.contextOf("alex", "acme"), input: { groupId } });
  const grace = await signInAs("grace", await inbox("grace").link());
  await expect(grace.getByRole("definition").filter({ hasText: "Support" })).toHaveText(
    "Support was deleted, so you won't be added to it.",
  );
  await expectAccessible(grace);
  await accept(grace);
  await expect(grace.getByRole("definition").filter({ hasText: "Support" })).toHaveText(
    "Support was deleted before you accepted.",
  );
  await expectAccessible(grace);
});

test("accepting ends with a welcome: the organization, the groups, what they allow, and one click to start", async ({
  scenario,
  signInAs,
  inbox,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["margaret"], ["Booking managers"]);
  const margaret = await signInAs("margaret", await inbox("margaret").link());
  await accept(margaret);
  await expect(margaret.getByRole("heading", { level: 1 })).toHaveText("Welcome to Acme Travel");
  const facts = margaret.getByRole("definition");
  await expect(facts).toHaveCount(3);
  await expect(facts.nth(0)).toHaveText("Acme Travel");
  await expect(facts.nth(1)).toHaveText("Booking managers");
  await expect(facts.nth(2)).toContainText("View users");
  await expectAccessibleOnEveryWidth(margaret);
  await margaret.reload();
  await margaret.getByRole("link", { name: "Go to Acme Travel" }).click();
  await expect(margaret).toHaveURL(pages.overview("acme"));
});

test("a link works with what email programs add to it", async ({ page, scenario, inbox }) => {
  await scenario.invite("alex", "acme", ["linus"]);
  const link = await inbox("linus").link();
  for (const added of [".", ")", ">", "%3E", "%20", ").", "%E2%80%9D"]) {
    await page.goto(`${link}${added}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Join Acme Travel");
  }
  await signIn(page, "linus");
  await accept(page);
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
