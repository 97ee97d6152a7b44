import type { Page } from "@playwright/test";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { expect, test } from "@/e2e/fixtures/test";

test("a list is searched while one types, without a history entry for each letter", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await invitePeople(scenario);
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("link", { name: "Invitations", exact: true }).click();
  const box = searchbox(alex);
  await box.click();
  await alex.keyboard.type("grace", { delay: 20 });
  await expect(alex.getByText("1 invitation", { exact: true })).toBeVisible();
  await expect(alex).toHaveURL(/q=grace$/);
  await expect(box).toBeFocused();
  await alex.keyboard.press("Backspace");
  await expect(alex).toHaveURL(/q=grac$/);
  await alex.goBack();
  await expect(alex).toHaveURL(pages.users("acme"));
  await alex.goForward();
  await expect(box).toHaveValue("grac");

  await box.focus();
  await alex.keyboard.press("Escape");
  await expect(box).toHaveValue("");
  await expect(box).toBeFocused();
  await expect(alex.getByText("4 invitations", { exact: true })).toBeVisible();
  await expect(alex).not.toHaveURL(/q=/);
});

test("letters typed while results arrive stay, and the list ends with the results for all of them", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await invitePeople(scenario);
  const alex = await signInAs("alex", pages.invitations("acme"));
  const held = holdSearches(alex);
  await searchbox(alex).click();
  await alex.keyboard.type("ma");
  await held.first;
  await alex.keyboard.type("rgaret");
  held.release();
  await expect(alex.getByText("1 invitation", { exact: true })).toBeVisible();
  await expect(searchbox(alex)).toHaveValue("margaret");
  await expect(alex).toHaveURL(/q=margaret$/);
});

test("a filter that is chosen right after typing keeps what was typed", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await invitePeople(scenario);
  await scenario.expire("acme", "margaret");
  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(alex.getByRole("checkbox").first()).toBeEnabled(); // hydrated
  await searchbox(alex).fill("mar");
  await alex.getByRole("navigation", { name: "Status" }).getByRole("link", { name: "Expired" }).click();
  await expect(alex).toHaveURL(/status=expired/);
  await expect(alex).toHaveURL(/q=mar/);
  await expect(alex.getByText("1 invitation", { exact: true })).toBeVisible();
  await expect(searchbox(alex)).toHaveValue("mar");
});

test("text that an input method is still composing isn't searched for", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await invitePeople(scenario);
  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(alex.getByRole("checkbox").first()).toBeEnabled(); // hydrated
  await searchbox(alex).click();
  const devtools = await alex.context().newCDPSession(alex);
  await devtools.send("Input.imeSetComposition", { text: "lin", selectionStart: 3, selectionEnd: 3 });
  await expect(searchbox(alex)).toHaveValue("lin");
  await alex.clock.install();
  await alex.clock.fastForward("00:05");
  await expect(alex).not.toHaveURL(/q=/);
  await devtools.send("Input.insertText", { text: "linus" });
  await alex.clock.fastForward("00:05");
  await expect(alex).toHaveURL(/q=linus$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("Enter searches", async ({ scenario, signInAs, pages }) => {
    await invitePeople(scenario);
    const alex = await signInAs("alex", `${pages.invitations("acme")}?status=pending`);
    await searchbox(alex).fill("linus");
    await searchbox(alex).press("Enter");
    await expect(alex).toHaveURL(/status=pending&q=linus$/);
    await expect(alex.getByText("1 invitation", { exact: true })).toBeVisible();
  });
});

async function invitePeople(scenario: Scenario) {
  await scenario.invite("alex", "acme", ["grace", "linus", "margaret", "dennis"]);
  for (const username of ["grace", "linus", "margaret", "dennis"]) {
    await scenario.sentInvitationId("acme", username);
  }
}

function searchbox(page: Page) {
  return page.getByRole("searchbox", { name: "Search invitations" });
}

/** Delays the responses to searches. */
function holdSearches(page: Page) {
  let seen = () => {};
  let release = () => {};
  const first = new Promise<void>((resolve) => {
    seen = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const routed = page.route(/[?&]q=/, async (route) => {
    seen();
    await released;
    await route.continue();
  });
  return { first: routed.then(() => first), release };
}
