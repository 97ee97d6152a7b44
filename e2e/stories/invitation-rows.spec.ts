import { insertUser } from "@/db/users/insert";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { openActions, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("rows stay rows of a table or a list at every width, and none is wider than the window", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await inviteWolfe(scenario);
  await scenario.invite("alex", "acme", ["grace"], ["Support", "Booking managers"]);
  await scenario.sentInvitationId("acme", "grace");
  const alex = await signInAs("alex", pages.invitations("acme"));
  for (const [width, height] of [
    [1280, 56],
    [1024, 56],
    [768, 56],
    [390, 62],
    [320, 62],
  ] as const) {
    await alex.setViewportSize({ width, height: 900 });
    const overflow = await alex.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `pixels to scroll sideways at ${width}`).toBe(0);
    for (const name of ["Grace Holloway", "Wolfeschlegelsteinhausen"]) {
      const box = await rowOf(alex, name).boundingBox();
      expect(box?.height, `${name} at ${width}`).toBeLessThanOrEqual(height);
    }
  }
});

test("a name that is cut shows all of itself while its row has the keyboard's focus", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await inviteWolfe(scenario);
  const alex = await signInAs("alex", pages.invitations("acme"));
  const link = alex.getByRole("link", { name: /^Wolfe/ });
  const isCut = () =>
    link
      .locator("bdi")
      .first()
      .evaluate((text) => text.scrollWidth > text.clientWidth);
  expect(await isCut()).toBe(true);
  await alex.getByLabel(/^Select the invitation to wolfe/).focus();
  await alex.keyboard.press("Tab");
  await expect(link).toBeFocused();
  expect(await isCut()).toBe(false);
});

test("the actions of a row open at the first click, and by keyboard", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  await scenario.sentInvitationId("acme", "grace");
  const alex = await signInAs("alex", pages.invitations("acme"));
  const menu = alex.getByRole("button", { name: "Actions for Grace Holloway" });
  await expect(menu).toBeEnabled();
  await menu.focus();
  await alex.keyboard.press("ArrowDown");
  await expect(alex.getByRole("menuitem", { name: "Resend invitation" })).toBeFocused();
  await alex.keyboard.press("Escape");
  await expect(alex.getByRole("menu")).toHaveCount(0);
  await expect(menu).toBeFocused();

  await alex.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const copy = await openActions(alex, "Grace Holloway", "Copy email address");
  await expectAccessible(alex);
  await copy.click();
  await expect(alex.getByText("Email address copied.")).toBeVisible();
  expect(await alex.evaluate(() => navigator.clipboard.readText())).toBe(scenario.email("grace"));
  await expect(menu).toBeFocused();
});

test("a row's menu leads to the help about missing emails, in a new tab", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  await scenario.sentInvitationId("acme", "grace");
  const alex = await signInAs("alex", pages.invitations("acme"));
  const help = await openActions(alex, "Grace Holloway", "Why didn't the email arrive?");
  const opened = alex.context().waitForEvent("page");
  await help.click();
  await expect((await opened).getByRole("heading", { level: 1 })).toHaveText("Why didn't the email arrive?");
  await expect(alex.getByRole("menu")).toHaveCount(0);
  await expect(alex).toHaveURL(pages.invitations("acme"));
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("what needs it is disabled in a list: the menu of a row, and selecting it", async ({
    scenario,
    signInAs,
    pages,
  }) => {
    await scenario.invite("alex", "acme", ["grace"]);
    const alex = await signInAs("alex", pages.invitations("acme"));
    await expect(alex.getByRole("button", { name: "Actions for Grace Holloway" })).toBeDisabled();
    await expect(alex.getByRole("checkbox", { name: "Select the invitation to grace" })).toBeDisabled();
  });
});

/** Invites somebody whose name and username have no room in a row. */
async function inviteWolfe(scenario: Scenario) {
  await insertUser(scenario.db, {
    organizationId: scenario.organizations.meridian.id,
    username: "wolfe-without-any-place-where-a-line-could-break",
    name: "Wolfeschlegelsteinhausenbergerdorff ".repeat(3).trim(),
    email: "wolfeschlegelsteinhausenbergerdorff@meridian.example",
    password: null,
  });
  await scenario.invite("alex", "acme", ["wolfe-without-any-place-where-a-line-could-break"], ["Support"]);
  await scenario.sentInvitationId("acme", "wolfe-without-any-place-where-a-line-could-break");
}
