import { inboxOf } from "@/e2e/fixtures/inbox";
import { clickUntilVisible, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("a user created from the menu gets an email with a link and appears in the list", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const email = scenario.email("sam").replace("sam@", "nora@");
  const alex = await signInAs("alex", pages.users("acme"));
  const entry = alex.getByRole("menuitem", { name: "Create user" });
  await clickUntilVisible(alex.getByRole("button", { name: "Add user" }), entry);
  await expectAccessible(alex);
  await entry.click();
  await expect(alex).toHaveURL(pages.newUser("acme"));
  await alex.getByLabel("Username").fill("Nora");
  await alex.getByLabel("Name", { exact: true }).fill("Nora Lind");
  await alex.getByRole("textbox", { name: "Email" }).fill(email);
  await alex.getByRole("checkbox", { name: "Support" }).check();
  await alex.getByRole("button", { name: "Create user" }).click();

  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Nora Lind");
  await expect(alex.getByRole("status").filter({ hasText: "created" })).toHaveText(
    "User created. We're emailing them a link to set a password.",
  );
  await expect(alex.getByText("Not set yet")).toBeVisible();
  await expect(alex.getByRole("region", { name: "Permissions and where they come from" })).toContainText(
    "View usersGroup Support, role Support",
  );
  await expectAccessible(alex);

  const received = await inboxOf(email).newest();
  expect(received.text).toContain("Acme Travel");
  await alex.reload();
  await expect(alex.getByText("Link sent")).toBeVisible();
  await alex.getByRole("button", { name: "Resend password link" }).click();
  await expect(
    alex.getByRole("status").filter({ hasText: "We're emailing Nora Lind a password link." }),
  ).toBeVisible();
  await inboxOf(email).newest(2);

  await alex.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Users" }).click();
  await expect(rowOf(alex, "Nora Lind")).toContainText("Acme Travel");
  await expect(rowOf(alex, "Nora Lind")).toContainText("Support");
});

test("forms that create something keep what was entered when people go elsewhere, go back or reload", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.newUser("acme"));
  const name = alex.getByLabel("Name", { exact: true });
  await name.fill("Nora Lind");
  await alex.getByRole("checkbox", { name: "Support" }).check();
  await alex.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Groups" }).click();
  await expect(alex).toHaveURL(pages.groups("acme"));
  await alex.goBack();
  await expect(name).toHaveValue("Nora Lind");
  await expect(alex.getByRole("checkbox", { name: "Support" })).toBeChecked();
  for (const [path, choice] of [
    [pages.newRole("acme"), "View users"],
    [pages.newGroup("acme"), "Booking manager"],
  ] as const) {
    const checkbox = alex.getByRole("checkbox", { name: choice });
    await alex.goto(path);
    await name.fill("Desk");
    await checkbox.check();
    await alex.reload();
    await expect(name).toHaveValue("Desk");
    await expect(checkbox).toBeChecked();
  }
});

test("what one person entered isn't shown to another who signs in in the same tab", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme", ["Administrators"]);
  const tab = await signInAs("alex", pages.newUser("acme"));
  const name = tab.getByLabel("Name", { exact: true });
  await name.fill("Nora Lind");
  await tab.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Groups" }).click();
  await expect(tab).toHaveURL(pages.groups("acme"));
  const others = await (await signInAs("grace")).context().cookies();
  await tab.context().addCookies(others);
  await tab.reload();
  await expect(tab.getByRole("button", { name: "Grace Holloway" })).toBeVisible();
  await tab.goBack();
  await expect(tab.getByRole("heading", { level: 1 })).toHaveText("Create user");
  await tab.reload();
  await expect(name).toHaveValue("");
});

test("errors show at their field, and the form keeps what was entered", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.newUser("acme"));
  await alex.getByLabel("Username").fill("hank"); // taken in a sibling of the same tree
  await alex.getByLabel("Name", { exact: true }).fill("Hank the Second");
  await alex.getByRole("textbox", { name: "Email" }).fill("hank@second.example");
  await alex.getByRole("checkbox", { name: "Support" }).check();
  await alex.getByRole("button", { name: "Create user" }).click();
  await expect(alex.getByLabel("Username")).toHaveAccessibleDescription(/This username is taken/);
  await expect(alex.getByLabel("Username")).toBeFocused();
  await expect(alex.getByLabel("Name", { exact: true })).toHaveValue("Hank the Second");
  await expect(alex.getByRole("checkbox", { name: "Support" })).toBeChecked();
  await expectAccessible(alex);

  await alex.getByLabel("Username").fill("hank-2");
  await alex.getByRole("textbox", { name: "Email" }).fill("hank at home");
  await alex.getByRole("button", { name: "Create user" }).click();
  await expect(alex.getByRole("textbox", { name: "Email" })).toHaveAccessibleDescription(
    /Enter one valid email address/,
  );
  await alex.getByRole("textbox", { name: "Email" }).fill("hank@second.example");
  await alex.getByRole("button", { name: "Create user" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Hank the Second");
});

test("groups that grant more than the creator has can't be chosen", async ({ scenario, signInAs, pages }) => {
  await scenario.grantPermissions("sam", "acme", ["users.view", "users.create"]);
  const sam = await signInAs("sam", pages.newUser("acme"));
  await expect(sam.getByRole("checkbox", { name: "Administrators" })).toBeDisabled();
  await expect(sam.getByRole("checkbox", { name: "Booking managers" })).toBeDisabled();
  await expect(sam.getByRole("checkbox", { name: "Support" })).toBeEnabled();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a user is created, and errors come back with what was entered", async ({ signInAs, pages }) => {
    const alex = await signInAs("alex", pages.newUser("acme"));
    await alex.getByLabel("Username").fill("sam");
    await alex.getByLabel("Name", { exact: true }).fill("Nora Lind");
    await alex.getByRole("textbox", { name: "Email" }).fill("nora@plain.example");
    await alex.getByRole("checkbox", { name: "Support" }).check();
    await alex.getByRole("button", { name: "Create user" }).click();
    await expect(alex.getByText(/^This username is taken, /)).toBeVisible();
    await expect(alex.getByLabel("Name", { exact: true })).toHaveValue("Nora Lind");
    await expect(alex.getByRole("checkbox", { name: "Support" })).toBeChecked();
    await alex.getByLabel("Username").fill("nora");
    await alex.getByRole("button", { name: "Create user" }).click();
    await alex.getByRole("link", { name: "Continue" }).click();
    await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Nora Lind");
  });
});
