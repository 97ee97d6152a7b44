import type { Locator } from "@playwright/test";
import { fillAndInvite, openInviteDialog } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

test("going back asks before entered usernames are lost", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  await alex.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  const dialog = await openInviteDialog(alex);
  await alex.keyboard.type("grace ");
  await alex.goBack();
  const confirmation = alex.getByRole("alertdialog", { name: "Discard 1 username?" });
  await confirmation.getByRole("button", { name: "Keep editing" }).click();
  await expect(chips(dialog)).toHaveText(["grace"]);
  await alex.goBack();
  await confirmation.getByRole("button", { name: "Discard" }).click();
  await expect(alex).toHaveURL(pages.overview("acme"));
  await expect(dialog).toHaveCount(0);
});

test("after inviting, going back once leads to the page before", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  await alex.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  const dialog = await openInviteDialog(alex);
  await fillAndInvite(dialog, { usernames: "grace " });
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(alex).toHaveURL(pages.users("acme"));
  await alex.goBack();
  await expect(alex).toHaveURL(pages.overview("acme"));
});

test("after discarding, people can click and type immediately, however long the browser takes to go back", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex");
  await alex.addInitScript(() => {
    const back = history.back.bind(history);
    history.back = () => void setTimeout(back, 1000);
    addEventListener("popstate", () =>
      sessionStorage.setItem("returns", String(Number(sessionStorage.getItem("returns")) + 1)),
    );
  });
  const returns = () => alex.evaluate(() => sessionStorage.getItem("returns"));
  await alex.goto(pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const field = dialog.getByRole("textbox", { name: "Usernames" });
  await field.fill("grace ");
  await dialog.getByRole("button", { name: "Remove grace" }).press("Enter");
  await field.pressSequentially("linus ");
  await expect.poll(returns).toBe("1");
  await expect(chips(dialog)).toHaveText(["linus"]);
  const confirmation = alex.getByRole("alertdialog");
  await expect(confirmation).toHaveCount(0);

  await alex.keyboard.press("Escape");
  await confirmation.getByRole("button", { name: "Discard" }).click();
  await alex.getByRole("link", { name: "Invitations", exact: true }).click();
  await expect.poll(returns).toBe("2");
  await expect(alex).toHaveURL(pages.invitations("acme"));
});

test("reloading or closing the tab asks before entered usernames are lost", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const shown: string[] = [];
  alex.on("dialog", async (confirmation) => {
    shown.push(confirmation.type());
    await confirmation.dismiss();
  });
  await alex.keyboard.type("grace ");
  await expect(chips(dialog)).toHaveText(["grace"]);
  await alex.close({ runBeforeUnload: true });
  await expect.poll(() => shown).toEqual(["beforeunload"]);
  await expect(chips(dialog)).toHaveText(["grace"]);
  await alex.keyboard.press("Backspace");
  await expect(chips(dialog)).toHaveCount(0);
  await alex.reload();
  expect(shown).toEqual(["beforeunload"]);
});

test("after a reload that discards what was entered, going back once leads to the page before", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.overview("acme"));
  await alex.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  const dialog = await openInviteDialog(alex);
  alex.on("dialog", (confirmation) => confirmation.accept());
  await alex.keyboard.type("grace ");
  await expect(chips(dialog)).toHaveText(["grace"]);
  await alex.reload();
  await openInviteDialog(alex);
  await alex.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await alex.goBack();
  await expect(alex).toHaveURL(pages.overview("acme"));
});

function chips(dialog: Locator) {
  return dialog.getByRole("list", { name: "Entered usernames" }).getByRole("listitem");
}
