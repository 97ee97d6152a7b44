import { fact } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

test("a role is created and assigned to a group by keyboard alone", async ({ signInAs, pages }) => {
  const page = await signInAs("alex", pages.roles("acme"));
  const press = (key: string) => page.keyboard.press(key);
  const focused = page.locator(":focus");
  const tabTo = async (name: string, role: "button" | "link" | "textbox" | "checkbox") => {
    await expect(async () => {
      await press("Tab");
      await expect(focused.and(page.getByRole(role, { name }))).toBeVisible({ timeout: 100 });
    }).toPass({ intervals: [0], timeout: 30_000 });
  };

  await tabTo("Create role", "link");
  await press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Create role");
  await tabTo("Name", "textbox");
  await page.keyboard.type("Auditor");
  await tabTo("Select all (Groups)", "checkbox");
  await press("Space");
  await tabTo("Delete groups", "checkbox");
  await press("Space");
  await tabTo("View and export the audit log", "checkbox");
  await press("Space");
  await tabTo("Create role", "button");
  await press("Enter");

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Auditor");
  await expect(fact(page, "Permissions")).toHaveText("4");
  await tabTo("Support", "checkbox");
  await press("Space");
  await tabTo("Save changes", "button");
  await press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "saved" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Support" })).toBeChecked();
  await expect(fact(page, "Groups")).toHaveText("1");
});
