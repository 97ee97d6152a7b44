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
