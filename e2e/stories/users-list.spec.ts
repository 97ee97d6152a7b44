import { expect, test } from "@/e2e/fixtures/test";

test("search, sort and page of the users list are in the URL", async ({ scenario, signInAs, pages }) => {
  await scenario.addUsers("acme", 45);
  const alex = await signInAs("alex", `${pages.users("acme")}?sort=-username`);
  const rows = alex.getByRole("row");
  await expect(alex.getByText("47 users", { exact: true })).toBeVisible();
  await expect(rows.nth(1)).toContainText("Sam Rivera");
  await expect(rows).toHaveCount(21);
  await alex.getByRole("link", { name: "Next" }).click();
  await expect(rows.nth(1)).toContainText("person-26");
  await expect(alex).toHaveURL(/after=/);

  await alex.getByRole("searchbox", { name: "Search users" }).fill("person-4");
  await alex.getByRole("button", { name: "Search", exact: true }).click();
  await expect(alex.getByText("6 users", { exact: true })).toBeVisible();
  await expect(rows.nth(1)).toContainText("person-45");
  await alex.getByRole("columnheader", { name: "Username" }).getByRole("link").click();
  await expect(rows.nth(1)).toContainText("person-40");
  await expect(alex).toHaveURL(/q=person-4/);
  await alex.goBack();
  await alex.goBack();
  await expect(rows.nth(1)).toContainText("person-26");
});

test("a search without results says so", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", `${pages.users("acme")}?q=nobody%20at%20all`);
  await expect(alex.getByText("No users found")).toBeVisible();
  await expect(alex.getByRole("searchbox")).toHaveValue("nobody at all");
});

test("a URL with invalid parameters shows the list", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", `${pages.users("acme")}?sort=wrong&after=%00&before=x&q=&q=y`);
  await expect(alex.getByText("2 users", { exact: true })).toBeVisible();
});
