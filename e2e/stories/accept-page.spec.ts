import { eq, inArray } from "drizzle-orm";
import { deleteGroup } from "@/db/groups/delete";
import { groupRoles, roles } from "@/db/schema";
import { expectAccessibleOnEveryWidth } from "@/e2e/fixtures/accessible";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { accept } from "@/e2e/fixtures/steps";
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
  await expect(abilities).toContainText("Invite users of Meridian Group", { useInnerText: true });
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

test("after signing in, the page starts at the top, and its buttons are in sight without scrolling", async ({
  page,
  inbox,
}) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await page.goto(await inbox("grace").link());
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await signIn(page, "grace");
  await expect(page.getByRole("button", { name: "Accept invitation" })).toBeInViewport({ ratio: 1 });
  await expect(page.getByText("Decline…")).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("heading", { level: 1 })).toBeInViewport({ ratio: 1 });
  await page.getByText("Decline…").click();
  await expect(page.getByLabel("Reason")).toBeVisible();
  const lastFact = await page.getByRole("definition").last().boundingBox();
  const buttons = await page.getByRole("button", { name: "Accept invitation" }).boundingBox();
  if (!lastFact || !buttons) throw new Error("The facts and the buttons have to be visible.");
  expect(lastFact.y + lastFact.height, "what is declined isn't covered").toBeLessThanOrEqual(buttons.y);
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
  await expect(margaret.getByText("Alex Morgan of Acme Travel")).toBeVisible();
  await expect(margaret.getByText("Invite users of Meridian Group")).toBeVisible();
  await accept(margaret);
  await expect(margaret.getByRole("heading", { level: 1 })).toHaveText("You joined Acme Travel");
  const facts = margaret.getByRole("definition");
  await expect(facts).toHaveCount(2);
  await expect(facts.nth(0)).toHaveText("Booking managers");
  await expect(facts.nth(1)).toContainText("View users");
  await expect(facts.nth(1)).toContainText("Invite users of Meridian Group");
  await expect(margaret.getByText("Invited by Alex Morgan")).toBeVisible();
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

function rolesOf(scenario: Scenario, groupId: string) {
  return scenario.db
    .select({ id: groupRoles.roleId })
    .from(groupRoles)
    .where(eq(groupRoles.groupId, groupId));
}
