import { clickUntilVisible, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("a profile is edited where the account is managed, and the new email address shows", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("link", { name: "Sam Rivera" }).click();
  await alex.getByRole("link", { name: "Edit profile" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Edit Sam Rivera");
  await expectAccessible(alex);
  await alex.getByLabel("Username").fill("alex");
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByLabel("Username")).toHaveAccessibleDescription(/This username is taken/);
  await alex.getByLabel("Username").fill("samuel");
  await alex.getByLabel("Name", { exact: true }).fill("Samuel Rivera");
  await alex.getByRole("textbox", { name: "Email" }).fill("samuel@new.example");
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Samuel Rivera");
  await expect(alex.getByRole("status").filter({ hasText: "saved" })).toHaveText("Profile saved.");
  await expect(alex.getByText("samuel@new.example")).toBeVisible();
  await alex.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Users" }).click();
  await alex.getByRole("searchbox", { name: "Search users" }).fill("samuel@new");
  await alex.getByRole("button", { name: "Search", exact: true }).click();
  await expect(rowOf(alex, "Samuel Rivera")).toBeVisible();
});

test("the old email address is notified of the change and of who made it", async ({
  signInAs,
  pages,
  inbox,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("link", { name: "Sam Rivera" }).click();
  await alex.getByRole("link", { name: "Edit profile" }).click();
  await alex.getByRole("textbox", { name: "Email" }).fill("samuel@new.example");
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByText("samuel@new.example")).toBeVisible();
  const email = await inbox("sam").newest();
  expect(email.subject).toBe("The email address of your account sam was changed");
  expect(email.text).toContain("Alex Morgan (alex)");
  expect(email.text).toContain("Tell an administrator of Acme Travel");
  expect(email.html + email.text).not.toContain("samuel@new");
});

test("disabling a user signs them out at the next click, and enabling lets them back in", async ({
  signInAs,
  pages,
}) => {
  const elena = await signInAs("elena", pages.users("europe"));
  const ada = await signInAs("ada", pages.users("europe"));
  await ada.getByRole("link", { name: "Elena Rossi" }).click();
  const confirmation = ada.getByRole("alertdialog", { name: "Disable account?" });
  await clickUntilVisible(ada.getByRole("button", { name: "Disable" }), confirmation);
  await expect(confirmation).toContainText("Elena Rossi is signed out everywhere");
  await expect(confirmation).toContainText("No other memberships or invitations are affected.");
  await expectAccessible(ada);
  await confirmation.getByRole("button", { name: "Disable" }).click();
  await expect(ada.getByText("No permissions, because the account is disabled.")).toBeVisible();
  await expect(ada.getByRole("status").filter({ hasText: "Account disabled." })).toBeVisible();
  await expect(ada.getByRole("main")).toBeFocused();
  await elena.getByRole("link", { name: "Groups" }).first().click();
  await expect(elena.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel Europe");
  await ada.goto(pages.users("europe"));
  await expect(rowOf(ada, "Elena Rossi")).toContainText("Disabled");

  await ada.getByRole("link", { name: "Elena Rossi" }).click();
  const back = ada.getByRole("alertdialog", { name: "Enable account?" });
  await clickUntilVisible(ada.getByRole("button", { name: "Enable" }), back);
  await back.getByRole("button", { name: "Enable" }).click();
  await expect(ada.getByRole("button", { name: "Disable" })).toBeVisible();
  await expect(ada.getByRole("main")).toBeFocused();
  await expect(ada.getByRole("region", { name: "Permissions and where they come from" })).toContainText(
    "All permissionsGroup Administrators, role Administrator",
  );
});

test("deleting an account names what ends with it, and child organizations lose the user at the next click", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme", ["Support"]);
  await scenario.invite("hank", "globex", ["grace"]);
  const grace = await signInAs("grace", pages.users("acme"));
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Users");

  const ada = await signInAs("ada", pages.users("meridian"));
  await ada.getByRole("link", { name: "Grace Holloway" }).click();
  const confirmation = ada.getByRole("alertdialog", { name: "Delete account?" });
  await clickUntilVisible(ada.getByRole("button", { name: "Delete" }), confirmation);
  await expect(confirmation).toContainText(
    "1 membership in a child organization and 1 pending invitation also end.",
  );
  await expectAccessible(ada);
  await confirmation.getByRole("button", { name: "Delete" }).click();
  await expect(ada).toHaveURL(pages.users("meridian"));
  await expect(ada.getByRole("status").filter({ hasText: "deleted" })).toHaveText("Account deleted.");
  await expect(rowOf(ada, "Grace Holloway")).toHaveCount(0);

  await grace.getByRole("link", { name: "Overview" }).click();
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  const alex = await signInAs("alex", pages.users("acme"));
  await expect(rowOf(alex, "Alex Morgan")).toBeVisible();
  await expect(rowOf(alex, "Grace Holloway")).toHaveCount(0);
});

test("a user removed from the parent disappears from child organizations at the next click", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme");
  await scenario.addMember("grace", "europe");
  const elena = await signInAs("elena", pages.users("europe"));
  await expect(rowOf(elena, "Grace Holloway")).toContainText("Meridian Group");
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("link", { name: "Grace Holloway" }).click();
  const confirmation = alex.getByRole("alertdialog", { name: "Remove user?" });
  await clickUntilVisible(alex.getByRole("button", { name: "Remove" }), confirmation);
  await expect(confirmation).toContainText("1 membership in a child organization also ends.");
  await confirmation.getByRole("button", { name: "Remove" }).click();
  await expect(alex).toHaveURL(pages.users("acme"));
  await elena.getByRole("link", { name: "Users", exact: true }).first().click();
  await expect(elena.getByText("1 user", { exact: true })).toBeVisible();
  await expect(rowOf(elena, "Grace Holloway")).toHaveCount(0);
});

test("users aren't offered to end their own access, nor actions without permission", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("link", { name: "Alex Morgan" }).click();
  await expect(alex.getByRole("link", { name: "Edit profile" })).toBeVisible();
  for (const name of ["Disable", "Delete", "Remove"]) {
    await expect(alex.getByRole("button", { name })).toHaveCount(0);
  }
  await scenario.grantPermissions("sam", "acme", ["users.view", "users.disable"]);
  const sam = await signInAs("sam", pages.users("acme"));
  await sam.getByRole("link", { name: "Alex Morgan" }).click();
  await expect(sam.getByRole("button", { name: "Disable" })).toBeVisible();
  await expect(sam.getByRole("button", { name: "Delete" })).toHaveCount(0);
  await expect(sam.getByRole("link", { name: "Edit profile" })).toHaveCount(0);
});

test("an invited user leaves an organization, and learns which memberships end with it", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme", ["Support"]);
  await scenario.addMember("grace", "europe");
  const grace = await signInAs("grace", pages.users("acme"));
  await grace.goto(pages.myOrganizations);
  await expect(grace.getByRole("button", { name: "Leave Meridian Group" })).toHaveCount(0);
  const confirmation = grace.getByRole("alertdialog", { name: "Leave organization?" });
  await clickUntilVisible(
    grace.getByRole("button", { name: "Leave Acme Travel", exact: true }),
    confirmation,
  );
  await expect(confirmation).toContainText("You'll also leave Acme Travel Europe.");
  await expectAccessible(grace);
  await confirmation.getByRole("button", { name: "Leave" }).click();
  await expect(grace.getByRole("status").filter({ hasText: "left" })).toHaveText("You left Acme Travel.");
  await expect(grace.getByRole("main").getByRole("listitem")).toHaveText([/Meridian Group/]);
  await grace.goto(pages.users("acme"));
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Page not found");
});
