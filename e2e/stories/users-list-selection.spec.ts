import type { Page } from "@playwright/test";
import { rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("several users are removed together, after a confirmation that says what ends and who stays", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme");
  await scenario.addMember("linus", "acme");
  await scenario.addMember("grace", "europe");
  const alex = await signInAs("alex", pages.users("acme"));
  for (const name of ["Grace Holloway", "Linus Berg", "Sam Rivera"]) await select(alex, name);
  const bar = alex.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText("3 selected");
  await bar.getByRole("button", { name: "Remove from Acme Travel" }).click();
  const confirmation = alex.getByRole("alertdialog", { name: "Remove 2 users?" });
  await expect(confirmation).toContainText(
    "Grace Holloway, Linus Berg lose access to Acme Travel immediately.",
  );
  await expect(confirmation).toContainText("1 membership in a child organization also ends.");
  await expect(confirmation).toContainText(
    "1 selected account is managed by Acme Travel and can't be removed.",
  );
  await expectAccessible(alex);
  await confirmation.getByRole("button", { name: "Remove users" }).click();
  await expect(alex.getByRole("status").filter({ hasText: "2 users removed." })).toBeVisible();
  await expect(alex.getByText("2 users", { exact: true })).toBeVisible();
  await expect(rowOf(alex, "Grace Holloway")).toHaveCount(0);
});

test("users who can't be removed are named with the reason, and the others are removed", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme", ["Administrators"]);
  await scenario.addMember("linus", "acme");
  await scenario.grantPermissions("sam", "acme", ["users.view", "users.remove"]);
  const sam = await signInAs("sam", pages.users("acme"));
  for (const name of ["Grace Holloway", "Linus Berg"]) await select(sam, name);
  await sam.getByRole("button", { name: "Remove from Acme Travel" }).click();
  await sam.getByRole("button", { name: "Remove users" }).click();
  const result = sam.getByRole("dialog", { name: "Remove users" });
  await expect(result).toContainText("1 user removed. 1 user couldn't be removed.");
  await expect(result.getByRole("row", { name: /Grace Holloway/ })).toContainText(
    "Has permissions that you don't have.",
  );
  await expectAccessible(sam);
  await result.getByRole("button", { name: "Done" }).click();
  await expect(rowOf(sam, "Grace Holloway")).toBeVisible();
  await expect(rowOf(sam, "Linus Berg")).toHaveCount(0);
});

test("accounts that are managed here can't be removed, and the confirmation says what to do instead", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await select(alex, "Sam Rivera");
  await alex.getByRole("button", { name: "Remove from Acme Travel" }).click();
  const refusal = alex.getByRole("alertdialog", { name: "This user can't be removed" });
  await expect(refusal).toContainText("Disable or delete it instead.");
  await refusal.getByRole("button", { name: "Close" }).click();
  await expect(refusal).toHaveCount(0);
});

test("several users are added to a group together", async ({ scenario, signInAs, pages }) => {
  await scenario.addMember("grace", "acme", ["Support"]);
  const alex = await signInAs("alex", pages.users("acme"));
  for (const name of ["Grace Holloway", "Sam Rivera"]) await select(alex, name);
  await alex.getByRole("button", { name: "Add to group" }).click();
  const dialog = alex.getByRole("dialog", { name: "Add 2 users to a group" });
  await dialog.getByRole("combobox", { name: "Group" }).selectOption("Support");
  await expectAccessible(alex);
  await dialog.getByRole("button", { name: "Add users" }).click();
  await expect(alex.getByRole("status").filter({ hasText: "added to" })).toContainText(
    /1 user added to .*Support.*\. 1 was already a member\./,
  );
  await expect(rowOf(alex, "Sam Rivera")).toContainText("Support");
  await expect(alex.getByText("2 selected")).toHaveCount(0);
});

async function select(page: Page, name: string): Promise<void> {
  await rowOf(page, name).getByRole("checkbox").check();
}
