import { rowOf } from "@/e2e/fixtures/steps";
import { expect, signIn, test } from "@/e2e/fixtures/test";

test("an invitation is still pending after link scanners and other users have opened its link", async ({
  scenario,
  signInAs,
  pages,
  inbox,
  page,
  request,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const link = await inbox("grace").link();
  for (let time = 0; time < 10; time++) {
    expect((await request.get(link)).status()).toBe(200);
    expect((await request.head(link)).status()).toBe(200);
  }
  await page.goto(link);
  await page.reload();
  const linus = await signInAs("linus");
  await linus.goto(link);
  await signedInBrowserOpens(await signInAs("grace"));

  const alex = await signInAs("alex", pages.invitations("acme"));
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Pending");
  await signIn(page, "grace");
  await expect(page.getByRole("button", { name: "Accept invitation" })).toBeVisible();

  async function signedInBrowserOpens(grace: typeof page) {
    for (let time = 0; time < 3; time++) await grace.goto(link, { waitUntil: "networkidle" });
    await grace.context().request.get(link);
    await grace.context().request.head(link);
  }
});
