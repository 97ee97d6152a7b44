import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { setResponseEmails } from "@/db/users/response-emails";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

const SWITCH = "Email me when someone accepts or declines my invitation";

test("an inviter turns on response emails in the menu, and gets one with the reason of a decline", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  await alex.getByRole("button", { name: "Alex Morgan" }).click();
  const emails = alex.getByRole("switch", { name: SWITCH });
  await expect(emails).not.toBeChecked();
  await emails.click();
  await expect(emails).toBeChecked();
  await expect(alex.getByRole("status").filter({ hasText: "Email notifications turned on." })).toBeVisible();
  await expectAccessible(alex);
  await alex.getByRole("link", { name: "Account" }).click();
  await expect(alex.getByRole("switch", { name: SWITCH })).toBeChecked();

  await scenario.invite("alex", "acme", ["grace"]);
  const grace = await signInAs("grace", await inbox("grace").link());
  await grace.getByText("Decline…").click();
  await grace.getByLabel("Reason").fill("I have changed teams.");
  await grace.getByRole("button", { name: "Decline invitation" }).click();
  const email = await inbox("alex").newest();
  expect(email.subject).toBe("Grace Holloway declined your invitation to Acme Travel");
  expect(email.text).toContain("I have changed teams.");

  await alex.goto(pages.overview("acme"));
  const own = alex.getByRole("region", { name: "Your invitations" }).getByRole("listitem");
  await expect(own).toContainText(["Grace Holloway declined“I have changed teams.”"]);
});

test("an inviter who turned response emails off sees responses in the overview only", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await setResponseEmails({
    db: scenario.db,
    session: await scenario.session("alex"),
    wanted: true,
    address: "x",
  });
  const alex = await signInAs("alex");
  await alex.goto(pages.account);
  const emails = alex.getByRole("switch", { name: SWITCH });
  await emails.press("Space");
  await expect(emails).not.toBeChecked();
  await scenario.addMember("grace", "acme");
  await alex.goto(pages.overview("acme"));
  await expect(alex.getByRole("region", { name: "Your invitations" })).toContainText(
    "Grace Holloway accepted",
  );
  await scenario.addMember("linus", "acme");
  expect(await inbox("alex").emails()).toEqual([]);
});

test("a user without an email address can't turn on response emails", async ({ signInAs, pages }) => {
  const barbara = await signInAs("barbara");
  await barbara.goto(pages.account);
  await expect(barbara.getByRole("switch", { name: SWITCH })).toBeDisabled();
  await expect(barbara.getByText("Your account doesn't have an email address.")).toBeVisible();
  await expectAccessible(barbara);
});

test("after a user's address was changed, the account page says how to confirm it", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.account);
  const hint = alex.getByText("Your new email address isn't confirmed yet");
  await expect(alex.getByRole("switch", { name: SWITCH })).toBeVisible();
  await expect(hint).toHaveCount(0);
  await scenario.db
    .update(users)
    .set({ email: `alexandra-${scenario.email("alex")}` })
    .where(eq(users.email, scenario.email("alex")));
  await alex.reload();
  await expect(hint).toBeVisible();
  await expectAccessible(alex);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("response emails can be turned on and off, and the switch shows the current state", async ({
    signInAs,
    pages,
  }) => {
    const alex = await signInAs("alex", pages.overview("acme"));
    const menu = alex.getByRole("button", { name: "Alex Morgan" });
    const emails = alex.getByRole("switch", { name: SWITCH });
    await menu.click();
    for (const wanted of [true, false]) {
      await emails.click();
      await menu.click();
      await expect(emails).toBeChecked({ checked: wanted });
    }
  });
});
