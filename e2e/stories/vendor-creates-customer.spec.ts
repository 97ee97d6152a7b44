import type { Page } from "@playwright/test";
import { inboxOf } from "@/e2e/fixtures/inbox";
import { acceptAndStart, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, signIn, test } from "@/e2e/fixtures/test";

const EVERYTHING = ["Overview", "Users", "Groups", "Roles", "Organizations", "Audit log", "Settings"];
const NEW_PASSWORD = "tps reports come on mondays";

test("an administrator creates a child organization and invites its first administrator", async ({
  signInAs,
  pages,
  inbox,
}) => {
  const ada = await signInAs("ada", pages.organizations("meridian"));
  await ada.getByRole("link", { name: "Create organization" }).click();
  await ada.getByLabel("Name", { exact: true }).fill("Initech");
  await ada.getByRole("radio", { name: "Invite a user of Meridian Group" }).check();
  await ada.getByLabel("Username of the user to invite").fill("Grace");
  await ada.getByRole("button", { name: "Create organization" }).click();

  await expect(
    ada.getByText("You're working in Initech as an administrator of Meridian Group"),
  ).toBeVisible();
  await ada.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  await ada.getByRole("link", { name: "Invitations", exact: true }).click();
  await expect(rowOf(ada, "grace")).toContainText("Pending");

  const email = await inbox("grace").newest();
  expect(email.subject).toContain("Ada Winter");
  expect(email.subject).toContain("Initech");
  const grace = await signInAs("grace", await inbox("grace").link());
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Join Initech");
  await expect(grace.getByRole("definition")).toContainText(["Ada Winter", "Administrators"]);
  await acceptAndStart(grace);
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("Overview");
  await expect(grace.getByRole("navigation", { name: "Breadcrumb" })).toHaveText("Meridian Group/Initech");
  await expect(grace.getByRole("navigation", { name: "Console" }).getByRole("listitem")).toHaveText(
    EVERYTHING,
  );
});

test("the first administrator of a new organization can be a new user, who sets a password from an email", async ({
  scenario,
  signInAs,
  pages,
  page: bill,
}) => {
  const email = scenario.email("ada").replace("ada@", "bill@");
  const ada = await openForm(await signInAs("ada"), pages.newOrganization("meridian"));
  await ada.getByLabel("Name", { exact: true }).fill("Initech");
  await ada.getByRole("radio", { name: "Create a new user" }).check();
  await expect(ada.getByLabel("Username of the user to invite")).toBeHidden();
  await expectAccessible(ada);
  await ada.getByLabel("Username", { exact: true }).fill("bill");
  await ada.getByLabel("Full name").fill("Bill Lumbergh");
  await ada.getByRole("textbox", { name: "Email" }).fill(email);
  await ada.getByRole("button", { name: "Create organization" }).click();
  await expect(ada.getByText("You're working in Initech as an administrator")).toBeVisible();
  await ada.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  await expect(rowOf(ada, "Bill Lumbergh")).toContainText("Administrators");

  await bill.goto(await inboxOf(email).passwordLink());
  await expect(bill.getByText("For the account bill at Initech.")).toBeVisible();
  await bill.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await bill.getByRole("button", { name: "Set password" }).click();
  await signIn(bill, "bill", NEW_PASSWORD);
  await expect(bill.getByRole("heading", { level: 1 })).toHaveText("Overview");
  await expect(bill.getByRole("navigation", { name: "Console" }).getByRole("listitem")).toHaveText(
    EVERYTHING,
  );
});

test("errors show at their field, nothing is created, and the form keeps what was entered", async ({
  signInAs,
  pages,
}) => {
  const ada = await openForm(await signInAs("ada"), pages.newOrganization("meridian"));
  await ada.getByLabel("Name", { exact: true }).fill("Initech");
  const invitee = ada.getByLabel("Username of the user to invite");
  for (const [username, words] of [
    ["alex", "No user of Meridian Group has this username."],
    ["barbara", "This user has no email address"],
    ["ken", "This user's account is disabled."],
  ] as const) {
    await invitee.fill(username);
    await ada.getByRole("button", { name: "Create organization" }).click();
    await expect(ada.getByText(words)).toBeVisible();
    await expect(invitee).toBeFocused();
    await expect(invitee).toHaveAccessibleDescription(new RegExp(words));
  }
  await expectAccessible(ada);
  await expect(ada.getByLabel("Name", { exact: true })).toHaveValue("Initech");
  await ada.goto(pages.organizations("meridian"));
  await expect(ada.getByText("2 organizations", { exact: true })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an organization is created, and errors come back with what was entered", async ({
    signInAs,
    pages,
  }) => {
    const ada = await openForm(await signInAs("ada"), pages.newOrganization("meridian"));
    await ada.getByLabel("Name", { exact: true }).fill("Initech");
    await ada.getByRole("radio", { name: "Create a new user" }).check();
    await ada.getByLabel("Username", { exact: true }).fill("hank");
    await ada.getByLabel("Full name").fill("Bill Lumbergh");
    await ada.getByRole("textbox", { name: "Email" }).fill("bill@initech.example");
    await ada.getByRole("button", { name: "Create organization" }).click();
    await expect(ada.getByText(/^This username is taken, /)).toBeVisible();
    await expect(ada.getByLabel("Full name")).toHaveValue("Bill Lumbergh");
    await ada.getByLabel("Username", { exact: true }).fill("bill");
    await ada.getByRole("button", { name: "Create organization" }).click();
    await ada.getByRole("link", { name: "Continue" }).click();
    await expect(ada.getByText("You're working in Initech as an administrator")).toBeVisible();
  });
});

async function openForm(page: Page, address: string): Promise<Page> {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Create organization");
  return page;
}
