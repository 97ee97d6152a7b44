import {
  accept,
  acceptAndStart,
  clickUntilVisible,
  fillAndInvite,
  holdResponseTo,
  openInviteDialog,
  outcome,
  rowOf,
} from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("every username has an outcome, and failed ones can be corrected and sent again", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["linus", "margaret"]);
  const margaret = await signInAs("margaret", await inbox("margaret").link());
  await accept(margaret);

  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await fillAndInvite(dialog, { usernames: "grace linus margaret alex barbara ken graec" });
  await expect(outcome(dialog)).toHaveText("1 invited, 6 couldn't be invited");
  await expect(dialog.getByRole("row")).toHaveText([
    "UsernameResult",
    "graceInvited",
    "linusAlready invited",
    "margaretAlready a user here",
    "alexAlready a user here",
    "barbaraNo email address",
    "kenAccount disabled",
    "graecNot a user of Meridian Group",
  ]);
  const heights = await dialog
    .getByRole("cell")
    .evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().height)));
  expect([...new Set(heights)], "every outcome fits on one line").toHaveLength(1);
  await expectAccessible(alex);

  await dialog.getByRole("button", { name: "Edit and retry" }).click();
  const chips = dialog.getByRole("list", { name: "Entered usernames" }).getByRole("listitem");
  await expect(chips).toHaveText([
    "linus: Already invited",
    "margaret: Already a user here",
    "alex: Already a user here",
    "barbara: No email address",
    "ken: Account disabled",
    "graec: Not a user of Meridian Group",
  ]);
  for (const name of ["linus", "margaret", "alex", "barbara", "ken", "graec"])
    await dialog.getByRole("button", { name: `Remove ${name}` }).click();
  await fillAndInvite(dialog, { usernames: "dennis" });
  await expect(outcome(dialog)).toHaveText("1 invited");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  await alex.goto(pages.invitations("acme"));
  await expect(rowOf(alex, "Dennis Ray")).toContainText("Pending");
});

test("a username entered twice, however it is written, is one chip and gets one email", async ({
  signInAs,
  pages,
  inbox,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await fillAndInvite(dialog, { usernames: "Grace ｇｒａｃｅ GRACE, grace" });
  await expect(outcome(dialog)).toHaveText("1 invited");
  await expect(rowOf(dialog, "grace")).toHaveCount(1);
  await inbox("grace").newest();
  expect(await inbox("grace").emails()).toHaveLength(1);
});

test("the chosen groups show in the email and in the list", async ({ signInAs, pages, inbox }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await fillAndInvite(dialog, { usernames: "grace", groups: ["Support", "Booking managers"] });
  const { text } = await inbox("grace").newest();
  expect(text).toContain("Booking managers");
  expect(text).toContain("Support");
  await alex.goto(pages.invitations("acme"));
  await expect(rowOf(alex, "grace")).toContainText("Booking managers, Support");
});

test("a group that grants more than the inviter has is named, but not offered", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"], ["Booking managers"]);
  const grace = await signInAs("grace", await inbox("grace").link());
  await acceptAndStart(grace);
  await expect(grace).toHaveURL(pages.overview("acme"));
  await grace.goto(pages.users("acme"));
  const dialog = await openInviteDialog(grace);
  await dialog.getByText("1 group you can't assign").click();
  await expect(dialog).toContainText("This group has permissions you don't have here: Administrators.");
  await dialog.getByRole("button", { name: "Show groups" }).click();
  await expect(grace.getByRole("listbox").getByRole("option")).toHaveText([/^Booking managers/, /^Support/]);
  await expectAccessible(grace);
});

test("clicking Invite twice, and again after a lost response, invites once", async ({
  signInAs,
  pages,
  inbox,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await dialog.getByRole("textbox", { name: "Usernames" }).fill("grace");
  let lost = false;
  await alex.route(pages.users("acme"), async (route) => {
    if (route.request().method() !== "POST" || lost) return route.fallback();
    lost = true;
    await route.fetch();
    return route.abort();
  });
  const invite = dialog.getByRole("button", { name: "Invite", exact: true });
  await invite.dblclick();
  await expect(dialog.getByRole("alert")).toContainText(
    "The server didn't respond. Try again in a moment. What you entered is still here.",
  );
  await expect(dialog.getByRole("listitem")).toHaveText(["grace"]);
  await invite.dblclick();
  await expect(outcome(dialog)).toHaveText("1 invited");
  await inbox("grace").newest();
  await alex.goto(pages.invitations("acme"));
  await expect(alex.getByText("1 invitation", { exact: true })).toBeVisible();
  expect(await inbox("grace").emails()).toHaveLength(1);
});

test("closing the dialog before inviting asks whether to discard the usernames", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await dialog.getByRole("textbox", { name: "Usernames" }).fill("grace linus ");
  const confirmation = alex.getByRole("alertdialog", { name: "Discard 2 usernames?" });
  await clickUntilVisible(dialog.getByRole("button", { name: "Cancel" }), confirmation);
  await expectAccessible(alex);
  await confirmation.getByRole("button", { name: "Keep editing" }).click();
  await expect(dialog.getByRole("listitem")).toHaveText(["grace", "linus"]);
  await alex.keyboard.press("Escape");
  await confirmation.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();
  await expect(alex.getByRole("button", { name: "Add user" })).toBeFocused();
});

test("until the response arrives, nothing can be entered, and closing the dialog doesn't say that nobody is invited", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const field = dialog.locator("input").first();
  await field.fill("grace ");
  const response = await holdResponseTo(alex, "grace");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByText("Inviting 1 user…")).toBeVisible();
  await expect(field).not.toBeFocused();
  await field.focus();
  await alex.keyboard.type("linus ");
  await expect(dialog.getByText("1 username", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const confirmation = alex.getByRole("alertdialog", { name: "Discard 1 username?" });
  await expect(confirmation).toContainText(
    "These users may have been invited anyway. The list of invitations shows if they were.",
  );
  await expectAccessible(alex);
  response.arrives();
  await expect(confirmation).toBeHidden();
  await expect(outcome(dialog)).toHaveText("1 invited");
});

test("after a lost response, closing the dialog doesn't say that nobody is invited", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await dialog.getByRole("textbox", { name: "Usernames" }).fill("grace ");
  const response = await holdResponseTo(alex, "grace");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  response.isLost();
  await expect(dialog.getByRole("alert")).toContainText("The server didn't respond.");
  await alex.goBack();
  const confirmation = alex.getByRole("alertdialog", { name: "Discard 1 username?" });
  await expect(confirmation).toContainText("These users may have been invited anyway.");
  await confirmation.getByRole("button", { name: "Keep editing" }).click();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(outcome(dialog)).toHaveText("1 invited");
});
