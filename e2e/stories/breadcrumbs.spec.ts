import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("the breadcrumb leads from the root organization to the page", async ({ signInAs, pages }) => {
  const ada = await signInAs("ada", pages.groups("acme"));
  await expect(steps(ada)).toHaveText(["Meridian Group/", "Acme Travel/", "Groups"]);
  await ada.getByRole("link", { name: "Support", exact: true }).first().click();
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Support");
  await expect(steps(ada)).toHaveText(["Meridian Group/", "Acme Travel/", "Groups/", "Support"]);
  await expect(steps(ada).last()).toHaveAttribute("aria-current", "page");
  await expect(steps(ada).last().getByRole("link")).toHaveCount(0);
  await expectAccessible(ada);

  await ada.goto(`${ada.url()}/edit`);
  await expect(steps(ada)).toHaveText(["Meridian Group/", "Acme Travel/", "Groups/", "Support/", "Edit"]);
  await breadcrumb(ada).getByRole("link", { name: "Support" }).click();
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Support");
  await breadcrumb(ada).getByRole("link", { name: "Groups" }).click();
  await expect(ada).toHaveURL(pages.groups("acme"));
  await breadcrumb(ada).getByRole("link", { name: "Meridian Group" }).click();
  await expect(ada).toHaveURL(pages.overview("meridian"));
  await expect(breadcrumb(ada)).toHaveCount(0);
});

test("the breadcrumb of an invitation leads to the invitations", async ({ scenario, signInAs, pages }) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const invitationId = await scenario.sentInvitationId("acme", "grace");
  const alex = await signInAs("alex", pages.invitation("acme", invitationId));
  await expect(steps(alex)).toHaveText([
    "Meridian Group/",
    "Acme Travel/",
    "Users/",
    "Invitations/",
    "Grace Holloway",
  ]);
  await expect(breadcrumb(alex).getByRole("link", { name: "Meridian Group" })).toHaveCount(0);
  await breadcrumb(alex).getByRole("link", { name: "Invitations" }).click();
  await expect(alex).toHaveURL(pages.invitations("acme"));
  await expect(steps(alex)).toHaveText(["Meridian Group/", "Acme Travel/", "Users/", "Invitations"]);
});

test("on a phone, the breadcrumb shows only the page above, and a section has none", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.newGroup("acme"));
  await alex.setViewportSize({ width: 390, height: 844 });
  await expect(breadcrumb(alex).getByRole("link")).toHaveText(["Groups"]);
  await breadcrumb(alex).getByRole("link", { name: "Groups" }).click();
  await expect(alex).toHaveURL(pages.groups("acme"));
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Groups");
  await expect(breadcrumb(alex)).toHaveCount(0);
});

test("a section whose list the viewer can't see is no link", async ({ scenario, signInAs, pages }) => {
  await scenario.grantPermissions("sam", "acme", ["users.create"]);
  const sam = await signInAs("sam", pages.newUser("acme"));
  await expect(steps(sam)).toHaveText(["Meridian Group/", "Acme Travel/", "Users/", "Create user"]);
  await expect(breadcrumb(sam).getByRole("link")).toHaveText(["Acme Travel"]);
});

function breadcrumb(page: Page) {
  return page.getByRole("navigation", { name: "Breadcrumb" });
}

function steps(page: Page) {
  return breadcrumb(page).getByRole("listitem");
}
