import { randomUUID } from "node:crypto";
import { deleteGroup } from "@/db/groups/delete";
import { seedGroup } from "@/db/testing/scenario";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("a page that isn't found keeps the console's navigation", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex");
  for (const path of [`/groups/${randomUUID()}`, "/groups/not-an-id", "/nothing/here"]) {
    const response = await alex.goto(pages.overview("acme") + path);
    expect(response?.status()).toBe(404);
    await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Page not found");
    await expect(alex).toHaveTitle("Page not found · Usher");
    await expect(alex.getByRole("navigation", { name: "Console" }).locator("[aria-current]")).toHaveCount(0);
    await expectAccessible(alex);
  }
  await alex.getByRole("main").getByRole("link", { name: "Go to overview" }).click();
  await expect(alex).toHaveURL(pages.overview("acme"));
});

test("a link to what was deleted meanwhile shows the same without loading the page again", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const { id } = await seedGroup(scenario.db, scenario.organizations.acme.id, []);
  const alex = await signInAs("alex", pages.groups("acme"));
  await alex.evaluate(() => document.body.setAttribute("data-same-document", ""));
  await deleteGroup({ ctx: await scenario.contextOf("alex", "acme"), input: { groupId: id } });
  await alex.locator(`a[href$="/groups/${id}"]`).first().click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await expect(alex).toHaveTitle("Page not found · Usher");
  await expect(alex.getByRole("navigation", { name: "Console" })).toBeVisible();
  await expect(alex.locator("body[data-same-document]")).toBeVisible();
});

test("without JavaScript, a page that isn't found still has its navigation", async ({
  browser,
  sessionCookie,
  pages,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const url = process.env.BASE_URL ?? "";
  await context.addCookies([{ ...(await sessionCookie("alex")), url, httpOnly: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  await page.goto(`${pages.groups("acme")}/nothing`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Groups" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Groups");
  await context.close();
});

test("people from elsewhere don't see the frame of an organization", async ({ signInAs, pages }) => {
  const hank = await signInAs("hank", `${pages.overview("acme")}/nothing`);
  await expect(hank.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await expect(hank.getByRole("link")).toHaveText(["Go to home page"]);
});
