import { expectNothingClipped } from "@/e2e/fixtures/layout";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("changing an invited user's groups takes effect at their next click", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme", ["Support"]);
  const grace = await signInAs("grace", pages.users("acme"));
  await expect(grace.getByRole("button", { name: "Add user" })).toHaveCount(0);

  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("link", { name: "Grace Holloway" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Grace Holloway");
  await expect(alex.getByText("Edit the profile there.")).toBeVisible();
  await expectAccessible(alex);
  await alex.getByRole("checkbox", { name: "Booking managers" }).check();
  await alex.getByRole("checkbox", { name: "Support" }).uncheck();
  const groups = alex.getByRole("region", { name: "Groups" });
  await groups.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByRole("status").filter({ hasText: "saved" })).toHaveText("Groups saved.");

  await grace.getByRole("link", { name: "Overview" }).click();
  await grace.getByRole("link", { name: "Users", exact: true }).first().click();
  await expect(grace.getByRole("button", { name: "Add user" })).toBeVisible();
});

test("removing a user asks once, names the consequences, and takes effect immediately", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme", ["Support"]);
  const grace = await signInAs("grace", pages.users("acme"));
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Users");

  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("link", { name: "Grace Holloway" }).click();
  await alex.getByRole("button", { name: "Remove" }).click();
  const confirmation = alex.getByRole("alertdialog", { name: "Remove user?" });
  await expect(confirmation).toContainText("Grace Holloway loses access to Acme Travel immediately");
  await expectAccessible(alex);
  await confirmation.getByRole("button", { name: "Remove" }).click();
  await expect(alex).toHaveURL(pages.users("acme"));
  await expect(alex.getByRole("status").filter({ hasText: "removed" })).toBeVisible();
  await expect(alex.getByRole("row", { name: "Grace Holloway" })).toHaveCount(0);

  await grace.reload();
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Page not found");
});

test("a user whose account is managed here can't be removed", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("link", { name: "Sam Rivera" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sam Rivera");
  await expect(alex.getByRole("button", { name: "Remove" })).toHaveCount(0);
});

test("a page of one thing has its facts beside the rest in a wide window, and above it in others", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"], ["Support"]);
  const { userId } = await scenario.session("sam");
  const id = await scenario.sentInvitationId("acme", "grace");
  const alex = await signInAs("alex");
  for (const path of [
    `${pages.users("acme")}/${userId}`,
    `${pages.invitations("acme")}/${id}`,
    `${pages.groups("acme")}/${await scenario.groupId("acme", "Support")}`,
  ]) {
    await alex.goto(path);
    const facts = alex.locator("main dl").first();
    const rest = alex.locator("main section h2").first();
    for (const [width, isWide] of [
      [1280, true],
      [1024, false],
      [390, false],
    ] as const) {
      await alex.setViewportSize({ width, height: 900 });
      const [left, right] = [await facts.boundingBox(), await rest.boundingBox()];
      expect((right?.x ?? 0) > (left?.x ?? 0) + (left?.width ?? 0), `${path} at ${width}`).toBe(isWide);
      await expectNothingClipped(alex);
    }
  }
});
