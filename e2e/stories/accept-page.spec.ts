import { eq, inArray } from "drizzle-orm";
import { deleteGroup } from "@/db/groups/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { groupRoles, roles } from "@/db/schema";
import { disableUser } from "@/db/users/disable";
import { expectAccessibleOnEveryWidth } from "@/e2e/fixtures/accessible";
import type { Scenario } from "@/e2e/fixtures/scenario";
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
    "View users",
    /UTC \(in 7[12] hours\)/,
  ]);
  await expect(grace.getByText("Decline…")).toBeVisible();
  await expect(grace.getByRole("button", { name: "Accept invitation" })).toBeVisible();
});

test("what many groups allow is shortened, and the rest opens", async ({ scenario, signInAs, inbox }) => {
  await scenario.invite("alex", "acme", ["linus"], ["Support", "Booking managers"]);
  const groupId = await scenario.groupId("acme", "Support");
  await scenario.db
    .update(roles)
    .set({
      permissions: [
        "users.view",
        "users.create",
        "users.edit",
        "users.assign",
        "users.remove",
        "settings.view",
      ],
    })
    .where(inArray(roles.id, rolesOf(scenario, groupId)));
  const linus = await signInAs("linus", await inbox("linus").link());
  const abilities = linus.getByRole("definition").filter({ hasText: "View users" });
  await expect(abilities).not.toContainText("View settings", { useInnerText: true });
  await abilities.getByText("and 4 more").click();
  await expect(abilities).toContainText("View settings", { useInnerText: true });
  await expect(abilities).toContainText("Invite users of the parent organization", { useInnerText: true });
  await expectAccessibleOnEveryWidth(linus);
});

test("an administrator of the organization is told so before accepting", async ({
  scenario,
  signInAs,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["linus"], ["Administrators"]);
  const linus = await signInAs("linus", await inbox("linus").link());
  await expect(linus.getByText("Do everything, as an administrator.")).toBeVisible();
});

test("an invitation to no group says that it gives no permissions, before and after accepting", async ({
  scenario,
  signInAs,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["linus"]);
  const linus = await signInAs("linus", await inbox("linus").link());
  const permissions = (text: string) => linus.getByText(new RegExp(`^Permissions${text}`));
  await expect(permissions("You won't have any management permissions\\.")).toBeVisible();
  await accept(linus);
  await expect(permissions("You don't have any management permissions here\\.")).toBeVisible();
});

test("Accept and Decline are side by side and equally high, and one below the other on the narrowest screens", async ({
  signInAs,
  inbox,
}) => {
  const grace = await signInAs("grace", await inbox("grace").link());
  const boxes = async () => {
    const accepting = await grace.getByRole("button", { name: "Accept invitation" }).boundingBox();
    const declining = await grace.getByText("Decline…").boundingBox();
    if (!accepting || !declining) throw new Error("They are not on the page.");
    return { accepting, declining };
  };
  for (const width of [1280, 390, 360]) {
    await grace.setViewportSize({ width, height: 844 });
    const { accepting, declining } = await boxes();
    expect(declining.y).toBe(accepting.y);
    expect(declining.height).toBe(accepting.height);
    expect(declining.x).toBeGreaterThan(accepting.x + accepting.width);
  }
  await grace.setViewportSize({ width: 320, height: 844 });
  const { accepting, declining } = await boxes();
  expect(declining.y).toBeGreaterThan(accepting.y + accepting.height);
  expect(declining.width).toBe(accepting.width);
});

test("the account menu leads to one's organizations and signs out, and the invitation stays on the page", async ({
  signInAs,
  pages,
  inbox,
}) => {
  const link = await inbox("grace").link();
  const grace = await signInAs("grace", link);
  await grace.getByRole("button", { name: "Grace Holloway" }).click();
  await expectAccessible(grace);
  await grace.getByRole("link", { name: "My organizations" }).click();
  await expect(grace).toHaveURL(pages.myOrganizations);
  await grace.goto(link);
  await grace.getByRole("button", { name: "Grace Holloway" }).click();
  await grace.getByRole("button", { name: "Sign out" }).click();
  await expect(grace.getByLabel("Username")).toHaveValue("grace");
  await expect(grace).toHaveURL(link);
});

test("someone signed out signs in on the invitation page, with the username filled in", async ({
  page,
  inbox,
}) => {
  const link = await inbox("grace").link();
  await page.goto(link);
  await expect(page.getByRole("definition").filter({ hasText: "Support" })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("View users"); // only the invitee reads that
  await expect(page.getByLabel("Username")).toHaveValue("grace");
  await page.getByLabel("Password", { exact: true }).fill("wrong");
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
  await expect(margaret.getByRole("heading", { level: 1 })).toHaveText("You joined Acme Travel");
  const facts = margaret.getByRole("definition");
  await expect(facts).toHaveCount(2);
  await expect(facts.nth(0)).toHaveText("Booking managers");
  await expect(facts.nth(1)).toContainText("View users");
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

function rolesOf(scenario: Scenario, groupId: string) {
  return scenario.db
    .select({ id: groupRoles.roleId })
    .from(groupRoles)
    .where(eq(groupRoles.groupId, groupId));
}
