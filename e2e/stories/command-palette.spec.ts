import { input, items, open, palette, run, section } from "@/e2e/fixtures/palette";
import { openInviteDialog } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("Ctrl K finds pages, users, groups and organizations by keyboard alone", async ({ signInAs, pages }) => {
  const ada = await signInAs("ada", pages.overview("acme"));
  await open(ada);
  await expect(section(ada, "Pages").getByRole("option").first()).toHaveText("Overview");
  await expectAccessible(ada);
  await ada.keyboard.type("audit");
  await expect(items(ada)).toHaveText(["Audit log"]);
  await ada.keyboard.press("Enter");
  await expect(ada).toHaveURL(pages.audit("acme"));

  await open(ada);
  await ada.keyboard.type("s");
  await expect(section(ada, "Users").getByRole("option")).toHaveText(/Sam Rivera/);
  await expect(section(ada, "Groups").getByRole("option")).toHaveText("Support");
  await expectAccessible(ada);
  await ada.keyboard.type("am ri");
  await expect(items(ada)).toHaveText(/Sam Rivera/);
  await ada.keyboard.press("Enter");
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Sam Rivera");

  await open(ada);
  await ada.keyboard.type("globex");
  await expect(section(ada, "Organizations").getByRole("option")).toHaveText(/^Globex RetailMeridian Group$/);
  await ada.keyboard.press("Enter");
  await expect(ada).toHaveURL(pages.overview("globex"));
});

test("Ctrl K does what people often do, from any page", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.roles("acme"));
  await open(alex);
  await expect(section(alex, "Actions").getByRole("option")).toHaveText([
    "Invite Parent User",
    "Bulk invite",
    "Create user",
    "Create group",
    "Create role",
    "Create organization",
    "Switch organization",
  ]);
  await expect(items(alex).last()).toHaveText("Sign out");
  await alex.keyboard.type("invite par");
  await expect(items(alex)).toHaveText(["Invite Parent User"]);
  await alex.keyboard.press("Enter");
  const dialog = alex.getByRole("dialog", { name: "Invite Parent User" });
  await expect(dialog.getByRole("textbox", { name: "Usernames" })).toBeFocused();
  await expect(alex).toHaveURL(pages.overview("acme"));
  await alex.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await alex.goto(pages.invitations("acme"));
  await run(alex, "invite par");
  await expect(dialog.getByRole("textbox", { name: "Usernames" })).toBeFocused();
  await expect(alex).toHaveURL(pages.invitations("acme"));
  await alex.keyboard.press("Escape");

  await run(alex, "dark");
  await expect(alex.locator("html")).toHaveAttribute("data-scheme", "dark");
  await run(alex, "switch");
  await expect(alex.getByRole("searchbox", { name: "Search organizations" })).toBeFocused();
  await alex.keyboard.press("Escape");
  await run(alex, "deutsch");
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Benutzer");
  await run(alex, "abmelden", "Schnellsuche");
  await expect(alex).toHaveURL(new RegExp(pages.signIn("acme")));
});

test("Ctrl K finds a pending invitation", async ({ scenario, signInAs, pages }) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const alex = await signInAs("alex", pages.overview("acme"));
  await open(alex);
  await alex.keyboard.type("holloway");
  await expect(section(alex, "Pending invitations").getByRole("option")).toHaveText(/Grace Hollowaygrace$/);
  await alex.keyboard.press("Enter");
  await expect(alex).toHaveURL(/\/users\/invitations\/[0-9a-f-]{36}$/);
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invitation to Grace Holloway");
});

test("the arrow keys move through all results, and Escape returns the focus", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const button = alex.getByRole("button", { name: "Quick search" });
  await button.focus();
  await open(alex);
  await expect(items(alex).first()).toBeVisible();
  await alex.keyboard.type("group");
  await expect(items(alex)).toHaveText(["Groups", "Create group"]);
  await expect(items(alex).first()).toHaveAttribute("data-focused");
  await alex.keyboard.press("ArrowDown");
  await expect(items(alex).last()).toHaveAttribute("data-focused");
  await alex.keyboard.press("Enter");
  await expect(alex).toHaveURL(pages.newGroup("acme"));

  await alex.goto(pages.users("acme"));
  await button.focus();
  await open(alex);
  await alex.keyboard.press("Escape");
  await expect(palette(alex)).toHaveCount(0);
  await expect(button).toBeFocused();
});

test("Enter right after typing waits for the result", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  await open(alex);
  await alex.keyboard.type("rivera");
  await alex.keyboard.press("Enter");
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sam Rivera");
});

test("letters typed while the palette loads are kept, and Escape returns the focus to where it was", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const button = alex.getByRole("button", { name: "Quick search" });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await expect(alex.getByRole("button", { name: "Add user" })).toBeEnabled(); // hydrated
  await alex.route(/\.js(\?|$)/, async (route) => {
    await released;
    await route.continue();
  });
  await alex.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await open(alex);
  await alex.keyboard.type("riv");
  await expect(palette(alex).getByRole("status")).toHaveText("Searching…");
  await expectAccessible(alex);
  release();
  await expect(items(alex)).toHaveText(/Sam Rivera/);
  await expect(input(alex)).toBeFocused();
  await alex.keyboard.type("era");
  await expect(input(alex)).toHaveValue("rivera");
  await alex.keyboard.press("Escape");
  await expect(palette(alex)).toHaveCount(0);

  await alex.reload();
  await button.focus();
  await open(alex);
  await expect(items(alex).first()).toBeVisible();
  await alex.keyboard.press("Escape");
  await expect(button).toBeFocused();
});

test("the shortcut doesn't open the palette over a dialog", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await alex.keyboard.press("Control+k");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(palette(alex)).toHaveCount(0);
});

test("on a phone, the palette opens from the top bar", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  await alex.setViewportSize({ width: 320, height: 640 });
  const button = alex.getByRole("button", { name: "Quick search" });
  await button.click();
  await expect(input(alex)).toBeFocused();
  await expect(input(alex)).toHaveCSS("font-size", "16px");
  await expectAccessible(alex);
  await palette(alex).getByRole("option", { name: "Switch organization" }).click();
  await expect(alex.getByRole("searchbox", { name: "Search organizations" })).toBeFocused();
  await alex.keyboard.press("Escape");
  await alex.keyboard.press("Escape");
  await button.click();
  await palette(alex).getByRole("option", { name: "Users", exact: true }).click();
  await expect(alex).toHaveURL(pages.users("acme"));
  await button.click();
  await palette(alex).getByRole("button", { name: "Close" }).click();
  await expect(palette(alex)).toHaveCount(0);
  await expect(button).toBeFocused();
});
