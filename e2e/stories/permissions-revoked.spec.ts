import { addMembers } from "@/db/groups/add-members";
import { removeMembers } from "@/db/groups/remove-members";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { clickUntilVisible, openInviteDialog, returnTo, returnUntilVisible } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

test("removed permissions take effect at the next click in another browser", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await addSam(scenario, "Booking managers");
  const sam = await signInAs("sam", pages.users("acme"));
  await expect(sam.getByRole("button", { name: "Add user" })).toBeVisible();

  const alex = await signInAs("alex", pages.roles("acme"));
  await alex.getByRole("table").getByRole("link", { name: "Booking manager" }).click();
  await alex.getByRole("link", { name: "Edit" }).click();
  await alex.getByRole("checkbox", { name: "Invite users of the parent organization" }).uncheck();
  await alex.getByRole("checkbox", { name: "View groups and their members" }).uncheck();
  await alex.getByRole("button", { name: "Save" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Booking manager");

  await sam.getByRole("link", { name: "Groups", exact: true }).first().click();
  await expect(sam.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await sam.goto(pages.users("acme"));
  await expect(sam.getByRole("heading", { level: 1 })).toHaveText("Users");
  await expect(sam.getByRole("button", { name: "Add user" })).toHaveCount(0);
});

test("an action that is no longer permitted shows an error in a tab that was open", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await addSam(scenario, "Booking managers");
  const sam = await signInAs("sam", pages.users("acme"));
  const dialog = await openInviteDialog(sam);
  await dialog.getByRole("textbox", { name: "Usernames" }).fill("grace ");
  await removeSam(scenario, "Booking managers");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    "You don't have permission to do this. Ask an administrator of this organization.",
  );
});

test("returning to a tab shows added and removed permissions", async ({ scenario, signInAs, pages }) => {
  await addSam(scenario, "Support");
  const sam = await signInAs("sam", pages.users("acme"));
  await expect(sam.getByRole("button", { name: "Add user" })).toHaveCount(0);
  await addSam(scenario, "Booking managers");
  await returnUntilVisible(sam, sam.getByRole("button", { name: "Add user" }));
  await removeSam(scenario, "Booking managers");
  await returnTo(sam);
  await expect(sam.getByRole("button", { name: "Add user" })).toHaveCount(0);
});

test("a form sent after losing the permission shows an error, and keeps what was entered", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await addSam(scenario, "Administrators");
  const sam = await signInAs("sam", pages.newRole("acme"));
  await sam.getByRole("textbox", { name: "Name" }).fill("Auditor");
  await sam.getByRole("checkbox", { name: "View and export the audit log" }).check();
  await removeSam(scenario, "Administrators");
  await addSam(scenario, "Support");
  const alert = sam.getByRole("alert").filter({ hasText: "You don't have permission to do this." });
  await clickUntilVisible(sam.getByRole("button", { name: "Create role" }), alert);
  await expect(sam.getByRole("textbox", { name: "Name" })).toHaveValue("Auditor");
  await expect(sam.getByRole("checkbox", { name: "View and export the audit log" })).toBeChecked();
});

async function addSam(scenario: Scenario, group: string) {
  await addMembers({ ctx: await scenario.contextOf("ada", "acme"), input: await samIn(scenario, group) });
}

async function removeSam(scenario: Scenario, group: string) {
  await removeMembers({ ctx: await scenario.contextOf("ada", "acme"), input: await samIn(scenario, group) });
}

async function samIn(scenario: Scenario, group: string) {
  const { userId } = await scenario.session("sam");
  return { groupId: await scenario.groupId("acme", group), userIds: [userId] };
}
