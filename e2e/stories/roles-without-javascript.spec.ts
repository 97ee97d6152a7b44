import { expect, test } from "@/e2e/fixtures/test";

test.use({ javaScriptEnabled: false });

test("without JavaScript, a role is created, edited and assigned to a group", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.newRole("acme"));
  await alex.getByRole("textbox", { name: "Name" }).fill("SUPPORT");
  await alex.getByRole("checkbox", { name: "See and export the audit log" }).check();
  await alex.getByRole("button", { name: "Create role" }).click();
  await expect(alex.getByText("There is a role of this name already.")).toBeVisible();
  await expect(alex.getByRole("checkbox", { name: "See and export the audit log" })).toBeChecked();
  await alex.getByRole("textbox", { name: "Name" }).fill("Auditor");
  await alex.getByRole("button", { name: "Create role" }).click();
  await expect(alex.getByRole("status").filter({ hasText: "The role Auditor is created." })).toBeVisible();
  await alex.getByRole("link", { name: "Go on" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Auditor");

  await alex.getByRole("link", { name: "Edit" }).click();
  await alex.getByRole("checkbox", { name: "See the users of the organization" }).check();
  await alex.getByRole("button", { name: "Save" }).click();
  await alex.getByRole("link", { name: "Go on" }).click();
  await expect(alex.getByText("2 permissions")).toBeVisible();

  await alex.getByRole("checkbox", { name: "Support" }).check();
  await alex.getByRole("button", { name: "Save groups" }).click();
  await expect(alex.getByText("1 group", { exact: true })).toBeVisible();
  await expect(alex.getByRole("checkbox", { name: "Support" })).toBeChecked();
});
