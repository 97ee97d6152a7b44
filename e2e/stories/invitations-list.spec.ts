import type { Page } from "@playwright/test";
import { deleteInvitations } from "@/db/invitations/delete";
import { settleDelivery } from "@/db/invitations/deliver";
import { accept, countClicks, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("search, filter, sort and page are in the URL, and the back button restores them", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", await scenario.addUsers("meridian", 45));
  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(alex.getByText("45 invitations", { exact: true })).toBeVisible();
  await expect(usernames(alex)).toHaveCount(20);

  await alex.getByRole("columnheader", { name: "User" }).getByRole("link").click();
  await expect(alex).toHaveURL(/sort=username/);
  await expect(usernames(alex).first()).toContainText("person-01");
  await expect(alex.getByRole("columnheader", { name: "User" })).toHaveAttribute("aria-sort", "ascending");
  await alex.getByRole("link", { name: "Next" }).click();
  await expect(usernames(alex).first()).toContainText("person-21");
  await alex.getByRole("link", { name: "Next" }).click();
  await expect(usernames(alex)).toHaveCount(5);
  await expect(alex.getByRole("link", { name: "Next" })).toHaveCount(0);
  await alex.goBack();
  await expect(usernames(alex).first()).toContainText("person-21");
  await alex.reload();
  await expect(usernames(alex).first()).toContainText("person-21");
  await alex.getByRole("link", { name: "Previous" }).click();
  await expect(usernames(alex).first()).toContainText("person-01");

  await alex.getByRole("navigation", { name: "Status" }).getByRole("link", { name: "Pending" }).click();
  await expect(alex).toHaveURL(/status=pending/);
  await search(alex, "person-3");
  await expect(alex).toHaveURL(/q=person-3/);
  await expect(alex.getByText("10 invitations", { exact: true })).toBeVisible();
  await expect(alex).toHaveURL(/sort=username/);
  await alex.goBack();
  await expect(alex.getByText("45 invitations", { exact: true })).toBeVisible();
  await expect(alex.getByRole("searchbox", { name: "Search invitations" })).toHaveValue("");
});

test("each status has its filter", async ({ scenario, signInAs, pages, inbox }) => {
  await scenario.invite("alex", "acme", ["grace", "linus", "margaret", "dennis"]);
  const grace = await signInAs("grace", await inbox("grace").link());
  await accept(grace);
  const linus = await signInAs("linus", await inbox("linus").link());
  await linus.getByText("Decline…").click();
  await linus.getByRole("button", { name: "Decline invitation" }).click();
  await expect(linus.getByRole("heading", { level: 1 })).toHaveText("You've declined this invitation");
  await scenario.expire("acme", "margaret");

  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(usernames(alex)).toHaveCount(4);
  await expectAccessible(alex);
  const filter = alex.getByRole("navigation", { name: "Status" });
  await expect(filter.getByRole("link")).toHaveText([
    "All4",
    "Pending1",
    "Expiring soon0",
    "Accepted1",
    "Declined1",
    "Expired1",
    "Email failed0",
    "New link requested0",
    "Deleted0",
  ]);
  for (const [status, username] of [
    ["Pending", "dennis"],
    ["Accepted", "grace"],
    ["Declined", "linus"],
    ["Expired", "margaret"],
  ] as const) {
    await filter.getByRole("link", { name: `${status} 1` }).click();
    await expect(usernames(alex)).toHaveText([new RegExp(` · ${username}`)]);
    await expect(rowOf(alex, username)).toContainText(status);
    const selectable = status === "Pending" || status === "Expired";
    await expect(alex.getByLabel("Select all invitations on this page")).toHaveCount(selectable ? 1 : 0);
  }
});

test("nothing can be selected where every invitation is deleted", async ({ scenario, signInAs, pages }) => {
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  const invitationIds = await Promise.all(
    ["grace", "linus"].map((name) => scenario.sentInvitationId("acme", name)),
  );
  await deleteInvitations({ ctx: await scenario.contextOf("alex", "acme"), input: { invitationIds } });
  const alex = await signInAs("alex", pages.invitations("acme"));
  await alex.getByRole("link", { name: "Deleted 2" }).click();
  await expect(alex.getByText("2 invitations", { exact: true })).toBeVisible();
  await expect(alex.getByRole("checkbox")).toHaveCount(0);
});

test("an empty list and a search without results each say so", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(alex.getByText("No invitations yet")).toBeVisible();
  await expectAccessible(alex);
  await alex.goto(`${pages.invitations("acme")}?status=expired`);
  await expect(alex.getByText("No expired invitations")).toBeVisible();
  await search(alex, "nobody of that name");
  await expect(alex.getByText("No results for “nobody of that name”")).toBeVisible();
  await expect(alex.getByText("0 invitations", { exact: true })).toBeVisible();
  await alex.getByRole("link", { name: "Clear search" }).click();
  await expect(alex.getByText("No expired invitations")).toBeVisible();
  await expect(alex.getByRole("searchbox")).toHaveValue("");
});

test("the list shows whether the email was sent, is waiting or has failed, and why", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace", "linus", "margaret"]);
  const about = async (username: string) => ({
    db: scenario.db,
    invitationId: await scenario.sentInvitationId("acme", username),
    sending: 1,
  });
  await settleDelivery({
    ...(await about("linus")),
    outcome: { sent: false, error: { code: "server-unreachable" }, final: false },
  });
  await settleDelivery({
    ...(await about("margaret")),
    outcome: { sent: false, error: { code: "rejected", reply: "550 No such mailbox" }, final: true },
  });
  await about("grace");

  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(rowOf(alex, "grace")).toContainText("just now");
  await expect(rowOf(alex, "linus")).toContainText("Not sent yet. Trying again…");
  await expect(rowOf(alex, "linus")).toContainText("The mail server couldn't be reached.");
  await expect(rowOf(alex, "margaret")).toContainText("Email failed");
  await expect(rowOf(alex, "margaret")).toContainText(
    "The mail server rejected the email: 550 No such mailbox",
  );
  await expectAccessible(alex);
  await alex.goto(pages.overview("acme"));
  await expect(alex.getByText("1 email failed")).toBeVisible();
});

for (const start of ["overview", "users"] as const) {
  test(`resending all expired invitations takes three clicks from the ${start}`, async ({
    scenario,
    signInAs,
    pages,
  }) => {
    const crowd = await scenario.addUsers("meridian", 22);
    await scenario.invite("alex", "acme", [...crowd, "grace"]);
    await Promise.all(crowd.map((username) => scenario.sentInvitationId("acme", username)));
    await scenario.letTimePass("acme", "5 days");
    await scenario.invite("alex", "acme", ["linus"]);
    const alex = await signInAs("alex", pages[start]("acme"));
    const clicks = await countClicks(alex);
    await alex
      .getByRole("link", { name: start === "overview" ? "23 invitations have expired" : "Invitations" })
      .click();
    await alex.getByRole("button", { name: "Resend all expired" }).click();
    const confirmation = alex.getByRole("alertdialog", { name: "Resend 23 invitations?" });
    await expectAccessible(alex);
    await confirmation.getByRole("button", { name: "Resend invitations" }).click();
    await expect(alex.getByRole("heading", { level: 1 })).toHaveText(/^Rese(nding|nt) 23 invitations$/);
    expect(await clicks()).toBe(3);
  });
}

function usernames(page: Page) {
  return page.locator("tbody").getByRole("row").locator("[data-kind=name]");
}

async function search(page: Page, text: string) {
  await page.getByRole("searchbox", { name: "Search invitations" }).fill(text);
  await page.keyboard.press("Enter");
}
