import type { Page } from "@playwright/test";
import { clickUntilVisible, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("renaming a child organization shows its users the new name at their next click", async ({
  signInAs,
  pages,
}) => {
  const hank = await signInAs("hank");
  const ada = await open(await signInAs("ada", pages.organizations("meridian")), "Globex Retail");
  await expect(ada.getByRole("definition")).toContainText([
    "Active",
    "1 (1 managed by Globex Retail)",
    "0 pending",
  ]);
  await ada.getByLabel("Name", { exact: true }).fill("Globex Retail Europe");
  await ada.getByRole("button", { name: "Save changes" }).click();
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Globex Retail Europe");
  await hank.getByRole("link", { name: "Users", exact: true }).first().click();
  await expect(hank.getByRole("button", { name: /Switch organization/ })).toContainText(
    "Globex Retail Europe",
  );
});

test("disabling an organization stops it and its children at the next click in open tabs, and enabling resumes them", async ({
  signInAs,
  pages,
}) => {
  const [alex, elena] = [
    await signInAs("alex", pages.users("acme")),
    await signInAs("elena", pages.users("europe")),
  ];
  const ada = await open(await signInAs("ada", pages.organizations("meridian")), "Acme Travel");
  const confirmation = ada.getByRole("alertdialog", { name: "Disable organization?" });
  await clickUntilVisible(ada.getByRole("button", { name: "Disable" }), confirmation);
  await expect(confirmation).toContainText(
    "All access to Acme Travel and its child organization stops immediately.",
  );
  await expect(confirmation).toContainText("It has 2 users.");
  await expectAccessible(ada);
  await confirmation.getByRole("button", { name: "Disable" }).click();
  await expect(ada.getByRole("definition").first()).toContainText("Disabled");
  await expect(ada.getByRole("status").filter({ hasText: "Acme Travel disabled." })).toBeVisible();
  await expect(ada.getByRole("main")).toBeFocused();
  await expectAccessible(ada);

  await alex.getByRole("link", { name: "Invitations", exact: true }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Acme Travel is inactive");
  await elena.getByRole("link", { name: "Invitations", exact: true }).click();
  await expect(elena.getByRole("heading", { level: 1 })).toHaveText("Acme Travel Europe is inactive");
  await expect(
    elena.getByText("This organization or a parent organization has been disabled."),
  ).toBeVisible();

  await ada
    .getByRole("navigation", { name: "Breadcrumb" })
    .getByRole("link", { name: "Organizations" })
    .click();
  await expect(rowOf(ada, "Acme Travel")).toContainText("Disabled");
  await expect(ada.getByRole("link", { name: "Switch to Acme Travel" })).toHaveCount(0);
  await open(ada, "Acme Travel");
  await expect(
    ada.getByText("To delete this organization, first delete its child organizations."),
  ).toBeVisible();
  await expect(ada.getByRole("button", { name: "Delete" })).toHaveCount(0);
  await ada.getByRole("button", { name: "Enable" }).click();
  await expect(ada.getByRole("definition").first()).toContainText("Active");
  await expect(ada.getByRole("status").filter({ hasText: "Organization enabled." })).toBeVisible();
  await expect(ada.getByRole("main")).toBeFocused();
  await alex.goto(pages.users("acme"));
  await expect(rowOf(alex, "Sam Rivera")).toBeVisible();
});

test("a disabled organization is deleted by typing its name, after a count of what it has", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("hank", "globex", ["grace", "linus"]);
  const ada = await open(await signInAs("ada", pages.organizations("meridian")), "Globex Retail");
  const disable = ada.getByRole("alertdialog", { name: "Disable organization?" });
  await clickUntilVisible(ada.getByRole("button", { name: "Disable" }), disable);
  await disable.getByRole("button", { name: "Disable" }).click();
  const confirmation = ada.getByRole("alertdialog", { name: "Delete organization?" });
  await clickUntilVisible(ada.getByRole("button", { name: "Delete" }), confirmation);
  await expect(confirmation.getByRole("listitem")).toHaveText([
    "1 account managed by it",
    "1 membership",
    "2 pending invitations",
    "all groups, roles and settings",
  ]);
  await expectAccessible(ada);
  await confirmation.getByLabel("Organization name").fill("Globex");
  await confirmation.getByRole("button", { name: "Delete" }).click();
  await expect(confirmation.getByRole("alert")).toHaveText(
    "The name doesn't match. Type it exactly as shown.",
  );
  await confirmation.getByLabel("Organization name").fill("Globex Retail");
  await confirmation.getByRole("button", { name: "Delete" }).click();
  await expect(ada.getByText("1 organization", { exact: true })).toBeVisible();
  await expect(ada.getByRole("link", { name: "Globex Retail", exact: true })).toHaveCount(0);
  await expect(ada.getByRole("status").filter({ hasText: "Globex Retail deleted." })).toBeVisible();
});

test("the banner of an administrator who acts in a child organization leads back with one click", async ({
  signInAs,
  pages,
}) => {
  const ada = await signInAs("ada", pages.users("europe"));
  await expect(ada.getByText("You're working in Acme Travel Europe as an administrator of")).toBeVisible();
  await expectAccessible(ada);
  await ada.getByRole("link", { name: "Back to Meridian Group" }).click();
  await expect(ada).toHaveURL(pages.overview("meridian"));
  await expect(ada.getByRole("link", { name: /^Back to/ })).toHaveCount(0);
});

test("users who may only view organizations see no controls", async ({ scenario, signInAs, pages }) => {
  await scenario.grantPermissions("sam", "acme", ["organizations.view", "organizations.rename"]);
  const sam = await open(await signInAs("sam", pages.organizations("acme")), "Acme Travel Europe");
  await expect(sam.getByRole("button", { name: "Save changes" })).toBeVisible();
  for (const name of ["Disable", "Delete", "Enable"]) {
    await expect(sam.getByRole("button", { name })).toHaveCount(0);
  }
  await expect(sam.getByRole("link", { name: /^Switch to/ })).toHaveCount(0);
  await sam.goto(pages.organizations("acme"));
  await expect(sam.getByRole("link", { name: "Create organization" })).toHaveCount(0);
});

async function open(page: Page, name: string): Promise<Page> {
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  return page;
}
