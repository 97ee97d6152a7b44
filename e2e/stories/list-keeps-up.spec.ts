import type { Page } from "@playwright/test";
import { eq, sql } from "drizzle-orm";
import { invitations } from "@/db/schema";
import type { Scenario } from "@/e2e/fixtures/scenario";
import { clickUntilVisible, rowOf, selectionBar } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

const SCRIPTS = /\.js(\?|$)/;

test("an open list shows when an email has been sent, and says so only then", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const id = await scenario.sentInvitationId("acme", "grace");
  const setState = (state: "waiting" | "sent") =>
    scenario.db.update(invitations).set({ emailState: state }).where(sql`id = ${id}`);
  await setState("waiting");
  const alex = await signInAs("alex", pages.invitations("acme"));
  const row = rowOf(alex, "Grace Holloway");
  await expect(row).toContainText("Sending…");
  const sent = alex.getByRole("status").filter({ hasText: "Email to Grace Holloway sent." });
  await expect(sent).toHaveCount(0);
  await setState("sent");
  await expect(sent).toBeVisible();
  await expect(row).not.toContainText("Sending…");
});

test("a list that refreshes by itself keeps its scroll position and its selection", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", await scenario.addUsers("meridian", 15));
  const id = await scenario.sentInvitationId("acme", "person-01");
  await scenario.db.update(invitations).set({ emailState: "waiting" }).where(sql`id = ${id}`);
  const alex = await signInAs("alex", `${pages.invitations("acme")}?sort=username`);
  const selected = alex.getByRole("checkbox", { name: "Select the invitation to person-12" });
  await selected.check();
  await alex.evaluate(() => window.scrollTo(0, 400));
  const refreshed = () => alex.waitForResponse((response) => response.request().method() === "POST");
  await refreshed();
  await refreshed();
  expect(await alex.evaluate(() => window.scrollY)).toBe(400);
  await expect(selected).toBeChecked();
});

test("a confirmation about all matching invitations stays open when the list refreshes", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", await scenario.addUsers("meridian", 30));
  const id = await scenario.sentInvitationId("acme", "person-02");
  await scenario.db.update(invitations).set({ emailState: "waiting" }).where(sql`id = ${id}`);
  const alex = await signInAs("alex", `${pages.invitations("acme")}?q=person&status=pending&sort=username`);
  const offer = alex.getByRole("button", { name: "Select all 30 matching invitations" });
  await clickUntilVisible(alex.getByRole("checkbox", { name: "Select all invitations on this page" }), offer);
  await offer.click();
  const refresh = await holdRefresh(alex);
  await alex.getByRole("button", { name: "Delete all matching" }).click();
  const confirmation = alex.getByRole("alertdialog");
  await expect(confirmation).toContainText("30 invitations");
  await scenario.db
    .update(invitations)
    .set({ status: "deleted", endedAt: new Date(), endReason: "deleted" })
    .where(eq(invitations.id, await scenario.sentInvitationId("acme", "person-01")));
  await refresh.goesOn();
  await expect(confirmation).toContainText("29 invitations");
});

/** Waits until the page refreshes itself, and holds that request before it reaches the server. */
async function holdRefresh(page: Page) {
  let goOn = () => {};
  const going = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const begun = page.waitForRequest((request) => request.method() === "POST");
  await page.route("**/users/invitations**", async (route) => {
    if (route.request().method() === "POST") await going;
    await route.continue();
  });
  const request = await begun;
  return {
    goesOn: async () => {
      goOn();
      await request.response();
    },
  };
}

test("deleting all rows of the last page leads to the page before it", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const usernames = await scenario.addUsers("meridian", 23);
  await scenario.invite("alex", "acme", usernames);
  const alex = await signInAs("alex", `${pages.invitations("acme")}?sort=username`);
  await alex.getByRole("link", { name: "Next" }).click();
  await expect(rowOf(alex, "person-23")).toBeVisible();
  await alex.getByRole("checkbox", { name: "Select all invitations on this page" }).check();
  await selectionBar(alex).getByRole("button", { name: "Delete" }).click();
  await alex.getByRole("alertdialog").getByRole("button", { name: "Delete invitations" }).click();
  await expect(rowOf(alex, "person-20")).toBeVisible();
  await expect(alex.getByText("20 invitations", { exact: true })).toBeVisible();
});

test("a list of waiting emails is laid out the same before and after its script has loaded", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await keepEmailWaiting(scenario);
  const alex = await signInAs("alex");
  await alex.route(SCRIPTS, (route) => route.abort());
  await alex.goto(pages.invitations("acme"));
  const before = await rowOf(alex, "Grace Holloway").boundingBox();
  await alex.unroute(SCRIPTS);
  await alex.reload();
  await expect(alex.getByRole("checkbox", { name: "Select the invitation to grace" })).toBeEnabled();
  expect(await rowOf(alex, "Grace Holloway").boundingBox()).toEqual(before);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a list of waiting emails has a link that refreshes it", async ({ scenario, signInAs, pages }) => {
    await keepEmailWaiting(scenario);
    const alex = await signInAs("alex", pages.invitations("acme"));
    await alex.getByRole("link", { name: "Refresh" }).click();
    await expect(rowOf(alex, "Grace Holloway")).toContainText("Sending…");
  });
});

/** Invites Grace, whose email stays waiting. */
async function keepEmailWaiting(scenario: Scenario) {
  await scenario.invite("alex", "acme", ["grace"]);
  const id = await scenario.sentInvitationId("acme", "grace");
  await scenario.db.update(invitations).set({ emailState: "waiting" }).where(sql`id = ${id}`);
}
