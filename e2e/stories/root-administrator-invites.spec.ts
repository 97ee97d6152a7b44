import {
  accept,
  acceptAndStart,
  fillAndInvite,
  openInviteDialog,
  outcome,
  rowOf,
} from "@/e2e/fixtures/steps";
import { expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";

test("a root administrator switches to a child organization and invites a user, who gets the permissions of the groups", async ({
  signInAs,
  pages,
  inbox,
  page: grace,
}) => {
  const ada = await signInAs("ada");
  await ada.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Organizations" }).click();
  await ada.getByRole("link", { name: "Switch to Acme Travel", exact: true }).click();
  await expect(ada.getByText("as an administrator of Meridian Group")).toBeVisible();
  await ada.getByRole("link", { name: "Users", exact: true }).first().click();
  const dialog = await openInviteDialog(ada);
  await expect(dialog).toContainText("We'll email these users of Meridian Group a link to join Acme Travel.");
  await fillAndInvite(dialog, { usernames: "grace", groups: ["Booking managers"] });
  await expect(outcome(dialog)).toHaveText("1 invited");

  const email = await inbox("grace").newest();
  expect(email.subject).toContain("Ada Winter");
  expect(email.subject).toContain("Acme Travel");

  await grace.goto(await inbox("grace").link());
  await expect(grace.getByLabel("Username")).toHaveValue("grace");
  await signIn(grace, "grace");
  await expect(grace.getByRole("definition")).toContainText([
    "Ada Winter",
    "grace at Meridian Group",
    "Booking managers",
    "UTC",
  ]);
  await acceptAndStart(grace);

  await expect(grace).toHaveURL(pages.overview("acme"));
  const navigation = grace.getByRole("navigation", { name: "Console" });
  await expect(navigation.getByRole("listitem")).toHaveText(["Overview", "Users", "Groups"]);

  await ada.goto(pages.users("acme"));
  const row = rowOf(ada, "Grace Holloway");
  await expect(row).toContainText("Meridian Group");
  await expect(row).toContainText("Invited by Ada Winter");
  await expect(row).toContainText("Booking managers");
});

test("a root organization has no invitations, and its overview shows what the administrator did in child organizations", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("ada", "acme", ["grace"], ["Support"]);
  const ada = await signInAs("ada", pages.overview("meridian"));
  const activity = ada.getByRole("region", { name: "Recent activity" }).getByRole("listitem");
  await expect(activity.filter({ hasText: "Grace" })).toContainText(
    "Ada Winter invited Grace HollowayGroups: SupportAcme Travel",
  );
  await expect(ada.getByRole("main")).not.toContainText("Pending invitations");
  await expectAccessible(ada);
  await ada.getByRole("link", { name: "Users", exact: true }).first().click();
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Users");
  await expect(ada.getByRole("navigation", { name: "Users" })).toHaveCount(0);
  await ada.goto(pages.invitations("meridian"));
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await ada.goto(pages.overview("meridian"));
  await activity.getByRole("link", { name: "Acme Travel" }).first().click();
  await expect(ada).toHaveURL(pages.overview("acme"));
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a root administrator switches and invites, from the menu to the accepted invitation", async ({
    signInAs,
    pages,
    inbox,
  }) => {
    const ada = await signInAs("ada");
    await ada.getByRole("button", { name: "Menu" }).tap();
    await ada.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Organizations" }).tap();
    await ada.getByRole("link", { name: "Switch to Globex Retail" }).tap();
    await expect(ada.getByText("as an administrator of Meridian Group")).toBeVisible();
    await ada.getByRole("button", { name: "Menu" }).tap();
    await expectAccessible(ada);
    await ada.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).tap();
    const dialog = await openInviteDialog(ada);
    await expectAccessible(ada);
    await fillAndInvite(dialog, { usernames: "linus nobody" });
    await expect(outcome(dialog)).toHaveText("1 invited, 1 couldn't be invited");
    await expectAccessible(ada);

    const linus = await signInAs("linus", await inbox("linus").link());
    await accept(linus);
    await ada.goto(pages.users("globex"));
    await expect(rowOf(ada, "Linus Berg")).toBeVisible();
  });
});
