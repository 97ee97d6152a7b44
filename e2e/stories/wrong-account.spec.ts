import { accept, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";

test("another user of the same parent can't accept", async ({ scenario, signInAs, pages, inbox }) => {
  await scenario.invite("alex", "acme", ["grace"], ["Support"]);
  const linus = await signInAs("linus");
  await linus.goto(await inbox("grace").link());
  await expect(linus.getByRole("heading", { level: 1 })).toHaveText("This invitation is for another account");
  await expect(linus.getByRole("button", { name: "Accept invitation" })).toHaveCount(0);
  await expect(linus.getByRole("main")).not.toContainText("Support");

  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Pending");
});

test("the inviter can't accept for the invitee", async ({ scenario, signInAs, inbox }) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const alex = await signInAs("alex");
  await alex.goto(await inbox("grace").link());
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("This invitation is for another account");
});

test("an accepted or declined invitation shows another account who responded, and offers nothing", async ({
  scenario,
  signInAs,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  const links = { grace: await inbox("grace").link(), linus: await inbox("linus").link() };
  await accept(await signInAs("grace", links.grace));
  const linus = await signInAs("linus", links.linus);
  await linus.getByText("Decline…").click();
  await linus.getByRole("button", { name: "Decline invitation" }).click();
  await expect(linus.getByRole("heading", { level: 1 })).toHaveText("You've declined this invitation");

  const alex = await signInAs("alex", links.grace);
  const main = alex.getByRole("main");
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("This invitation has been accepted");
  await expect(main).toContainText("grace accepted the invitation to join Acme Travel");
  await expect(main.getByRole("link")).toHaveText(["My organizations"]);
  await alex.goto(links.linus);
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("This invitation has been declined");
  await expect(main).toContainText("linus declined the invitation to join Acme Travel");
  await expectAccessible(alex);
});

test("a user who signs in as someone else can't accept on a page that was open", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const link = await inbox("grace").link();
  const openPage = await signInAs("grace", link);
  const otherTab = await signInAs("grace");
  await otherTab.getByRole("button", { name: "Grace Holloway" }).click();
  await otherTab.getByRole("button", { name: "Sign out" }).click();
  await expect(otherTab.getByRole("heading", { level: 1 })).toHaveText("Find your organization");
  await otherTab.goto(pages.signIn("meridian"));
  await signIn(otherTab, "linus");

  await openPage.getByRole("button", { name: "Accept invitation" }).click();
  await expect(openPage.getByRole("heading", { level: 1 })).toHaveText(
    "This invitation is for another account",
  );
});

test("for users of another root organization, the organization doesn't exist", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const mallory = await signInAs("mallory");
  for (const page of [
    pages.overview,
    pages.users,
    pages.invitations,
    pages.groups,
    pages.roles,
    pages.organizations,
  ]) {
    const response = await mallory.goto(page("acme"));
    expect(response?.status()).toBe(404);
    await expect(mallory.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  }
  const belowOwnRoot = `/t/${scenario.root("orbit")}/o/${scenario.organizations.acme.id}/users`;
  expect((await mallory.goto(belowOwnRoot))?.status()).toBe(404);

  await mallory.goto(await inbox("grace").link());
  await expect(mallory.getByRole("heading", { level: 1 })).toHaveText(
    "This invitation is for another account",
  );
  await expect(mallory.getByRole("button", { name: "Accept invitation" })).toHaveCount(0);
});

test("administrators of a child organization see neither the parent's console nor a sibling's", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex");
  expect((await alex.goto(pages.users("meridian")))?.status()).toBe(404);
  expect((await alex.goto(pages.users("globex")))?.status()).toBe(404);
  expect((await alex.goto(pages.users("europe")))?.status()).toBe(200);
});
