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
  await alex.getByLabel("E-mail").fill(email);
  await alex.getByRole("checkbox", { name: "Support" }).check();
  await alex.getByRole("button", { name: "Create user" }).click();

  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Nora Lind");
  await expect(alex.getByRole("status").filter({ hasText: "Nora Lind" })).toHaveText(
    "Nora Lind is a user of Acme Travel. A mail with a link is on its way.",
  );
  await expect(alex.getByText("Not set yet")).toBeVisible();
  await expect(alex.getByRole("region", { name: "What they may do here, and why" })).toContainText(
    "See the users of the organizationGroup Support, role Support",
  );
  await expectAccessible(alex);

  const mail = await inboxOf(email).newest();
  expect(mail.text).toContain("Acme Travel");
  await alex.reload();
  await expect(alex.getByText("Link sent")).toBeVisible();
  await alex.getByRole("button", { name: "Send the link again" }).click();
  await expect(alex.getByRole("status").filter({ hasText: "on its way to Nora Lind" })).toBeVisible();
  await inboxOf(email).newest(2);

  await alex.getByRole("link", { name: "All users" }).click();
  await expect(rowOf(alex, "Nora Lind")).toContainText("Acme Travel");
  await expect(rowOf(alex, "Nora Lind")).toContainText("Support");
});

test("errors show at their field, and the form keeps what was entered", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.newUser("acme"));
  await alex.getByLabel("Username").fill("hank"); // taken in a sibling of the same tree
  await alex.getByLabel("Name", { exact: true }).fill("Hank the Second");
  await alex.getByLabel("E-mail").fill("hank@second.example");
  await alex.getByRole("checkbox", { name: "Support" }).check();
  await alex.getByRole("button", { name: "Create user" }).click();
  await expect(alex.getByLabel("Username")).toHaveAccessibleDescription(/This username is taken/);
  await expect(alex.getByLabel("Username")).toBeFocused();
  await expect(alex.getByLabel("Name", { exact: true })).toHaveValue("Hank the Second");
  await expect(alex.getByRole("checkbox", { name: "Support" })).toBeChecked();
  await expectAccessible(alex);

  await alex.getByLabel("Username").fill("hank-2");
  await alex.getByLabel("E-mail").fill("hank at home");
  await alex.getByRole("button", { name: "Create user" }).click();
  await expect(alex.getByLabel("E-mail")).toHaveAccessibleDescription(/not one e-mail address/);
  await alex.getByLabel("E-mail").fill("hank@second.example");
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
    await alex.getByLabel("E-mail").fill("nora@plain.example");
    await alex.getByRole("checkbox", { name: "Support" }).check();
    await alex.getByRole("button", { name: "Create user" }).click();
    await expect(alex.getByText(/^This username is taken, /)).toBeVisible();
    await expect(alex.getByLabel("Name", { exact: true })).toHaveValue("Nora Lind");
    await expect(alex.getByRole("checkbox", { name: "Support" })).toBeChecked();
    await alex.getByLabel("Username").fill("nora");
    await alex.getByRole("button", { name: "Create user" }).click();
    await alex.getByRole("link", { name: "Go on" }).click();
    await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Nora Lind");
  });
});
