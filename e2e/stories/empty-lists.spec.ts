import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("an empty list has the button that fills it", async ({ signInAs, pages }) => {
  const hank = await signInAs("hank", pages.invitations("globex"));
  await expect(nothing(hank)).toContainText("People you invite appear here with their status.");
  const invite = nothing(hank).getByRole("button", { name: "Invite Parent User" });
  await expect(invite).toBeEnabled();
  await expectAccessible(hank);
  await invite.click();
  await expect(hank.getByRole("dialog", { name: "Invite Parent User" })).toBeVisible();
  await hank.keyboard.press("Escape");
  await expect(invite).toBeFocused();

  await hank.goto(pages.bulkActions("globex"));
  await nothing(hank).getByRole("link", { name: "Bulk invite" }).click();
  await expect(hank).toHaveURL(pages.bulkInvite("globex"));
  await hank.goto(pages.organizations("globex"));
  await nothing(hank).getByRole("link", { name: "Create organization" }).click();
  await expect(hank).toHaveURL(pages.newOrganization("globex"));
});

test("a list without matches has the button that shows all again", async ({ scenario, signInAs, pages }) => {
  await scenario.invite("hank", "globex", ["grace"]);
  const hank = await signInAs("hank", `${pages.invitations("globex")}?status=expired`);
  await expect(nothing(hank)).toContainText("No expired invitations");
  await nothing(hank).getByRole("link", { name: "Clear filter" }).click();
  await expect(hank.getByRole("row", { name: "Grace Holloway" })).toBeVisible();
  await hank.getByRole("searchbox").fill("nobody");
  await nothing(hank).getByRole("link", { name: "Clear search" }).click();
  await expect(hank.getByRole("row", { name: "Grace Holloway" })).toBeVisible();
});

test("people who can't fill an empty list read what it will have", async ({ scenario, signInAs, pages }) => {
  await scenario.grantPermissions("sam", "acme", ["invitations.view", "organizations.view"]);
  const sam = await signInAs("sam", pages.invitations("acme"));
  await expect(nothing(sam)).toContainText("People you invite appear here with their status.");
  await expect(nothing(sam).getByRole("button")).toHaveCount(0);
  await sam.goto(pages.bulkActions("acme"));
  await expect(nothing(sam)).toContainText("No bulk actions yet");
  await expect(nothing(sam).getByRole("link")).toHaveCount(0);
});

function nothing(page: Page) {
  return page.locator(".border-dashed");
}
