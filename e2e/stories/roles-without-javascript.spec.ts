import { fact } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

test.use({ javaScriptEnabled: false });

test("without JavaScript, a role is created, edited and assigned to a group", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.newRole("acme"));
  await alex.getByRole("textbox", { name: "Name" }).fill("SUPPORT");
  await alex.getByRole("textbox", { name: "Description" }).fill("Reads the audit log.");
  await alex.getByRole("checkbox", { name: "View and export the audit log" }).check();
  await expect(alex.getByText("Select all")).toHaveCount(0);
  await alex.getByRole("button", { name: "Create role" }).click();
  await expect(alex.getByText("A role with this name already exists.")).toBeVisible();
  await expect(alex.getByRole("checkbox", { name: "View and export the audit log" })).toBeChecked();
  await expect(alex.getByRole("textbox", { name: "Description" })).toHaveValue("Reads the audit log.");
  await alex.getByRole("textbox", { name: "Name" }).fill("Auditor");
  await alex.getByRole("button", { name: "Create role" }).click();
  await expect(alex.getByRole("status").filter({ hasText: "Role created." })).toBeVisible();
  await alex.getByRole("link", { name: "Continue" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Auditor");
  await expect(alex.getByText("Reads the audit log.")).toBeVisible();

  await alex.getByRole("link", { name: "Edit" }).click();
  await alex.getByRole("checkbox", { name: "View users" }).check();
  await alex.getByRole("button", { name: "Save" }).click();
  await alex.getByRole("link", { name: "Continue" }).click();
  await expect(fact(alex, "Permissions")).toHaveText("2");

  await alex.getByRole("checkbox", { name: "Support" }).check();
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(fact(alex, "Groups")).toHaveText("1");
  await expect(alex.getByRole("checkbox", { name: "Support" })).toBeChecked();
});
