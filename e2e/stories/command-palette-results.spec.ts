import { input, items, open, palette, section } from "@/e2e/fixtures/palette";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("Ctrl K finds the invitations, bulk actions, account and help, also by what people do there", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await open(alex);
  await expect(section(alex, "Pages").getByRole("option")).toContainText([
    "Invitations",
    "Bulk actions",
    "Account",
    "Help",
  ]);
  await alex.keyboard.type("invite");
  await expect(items(alex)).toHaveText(["Invite Parent User", "Bulk invite", "Invitations"]);
  await input(alex).fill("help");
  await expect(items(alex)).toHaveText(["Help"]);
  await alex.keyboard.press("Enter");
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Help");
  await alex.getByRole("link", { name: "Back", exact: false }).first().click();
  await expect(alex).toHaveURL(pages.users("acme"));
});

test("if the palette finds nothing, it offers to search the lists, and nothing in it moves", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  await open(alex);
  const height = () => palette(alex).evaluate((element: HTMLElement) => element.offsetHeight);
  await expect(items(alex).first()).toBeVisible(); // before its script has loaded, another element stands in its place
  const before = await height();
  await alex.keyboard.type("zzzz");
  await expect(palette(alex).getByRole("status")).toHaveText("No results");
  await expect(items(alex)).toHaveText(["Search users for “zzzz”", "Search invitations for “zzzz”"]);
  expect(await height()).toBe(before);
  await expectAccessible(alex);
  await alex.keyboard.press("Enter");
  await expect(alex).toHaveURL(`${pages.users("acme")}?q=zzzz`);
});

test("the palette says when it finds nothing, and when the server doesn't respond", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  await open(alex);
  const status = palette(alex).getByRole("status");
  await alex.keyboard.type("hank");
  await expect(status).toHaveText("No results");
  await expectAccessible(alex);
  await alex.route("**", (route) => (route.request().method() === "POST" ? route.abort() : route.fallback()));
  await alex.keyboard.type("s");
  await expect(status).toHaveText("The server didn't respond. Try again in a moment.");
  await alex.unrouteAll();
  await input(alex).fill("sam");
  await expect(items(alex)).toHaveText(/Sam Rivera/);
  await expect(status).toHaveText("1 result");
});

test("the palette shows only what the viewer may see", async ({ scenario, signInAs, pages }) => {
  await scenario.grantPermissions("sam", "acme", ["groups.view"]);
  const sam = await signInAs("sam", pages.overview("acme"));
  await open(sam);
  await expect(section(sam, "Actions").getByRole("option")).toHaveText("Switch organization");
  await expect(section(sam, "Pages").getByRole("option")).toHaveText([
    "Overview",
    "Groups",
    "Account",
    "My organizations",
    "Help",
  ]);
  await sam.keyboard.type("supp");
  await expect(items(sam)).toHaveText(["Support"]);
  await input(sam).fill("alex");
  await expect(palette(sam).getByRole("status")).toHaveText("No results");
  await expect(items(sam)).toHaveCount(0);
});
