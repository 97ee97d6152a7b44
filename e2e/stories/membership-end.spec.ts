import { sql } from "drizzle-orm";
import { accept, expectNothingUnsaved, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

const DAY = 24 * 60 * 60 * 1000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY);
const isoDate = (day: Date) => day.toISOString().slice(0, 10);
const formatDate = (day: Date) =>
  new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" }).format(day);

test("a last day shows in the email, on the invitation page, and later on every page about the membership", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  const last = daysFromNow(40);
  await scenario.invite("alex", "acme", ["grace"], ["Support"], { endsOn: isoDate(last) });
  expect((await inbox("grace").newest()).text).toContain("Last day of membership");
  const inviter = await signInAs(
    "alex",
    pages.invitation("acme", await scenario.sentInvitationId("acme", "grace")),
  );
  await expect(inviter.getByRole("definition").filter({ hasText: formatDate(last) })).toBeVisible();
  await expect(inviter.getByRole("list", { name: "History" })).toContainText(
    `Alex Morgan created the invitation. Groups: Support. Member until ${formatDate(last)}.`,
  );
  const grace = await signInAs("grace", await inbox("grace").link());
  await expect(grace.getByText(`the end of ${formatDate(last)} (UTC)`)).toBeVisible();
  await accept(grace);
  await grace.goto(pages.myOrganizations);
  await expect(grace.getByRole("listitem").filter({ hasText: "Acme Travel" })).toContainText(
    `until the end of ${formatDate(last)}`,
  );
  await inviter.goto(pages.users("acme"));
  await expect(rowOf(inviter, "Grace Holloway")).toContainText(`Ends ${formatDate(last)}`);
  for (const width of [768, 1280]) {
    await inviter.setViewportSize({ width, height: 900 });
    const end = rowOf(inviter, "Grace Holloway").getByText(/^Ends/).filter({ visible: true });
    const isWhole = () => end.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth);
    expect(await isWhole(), `the end at ${width} pixels`).toBe(true);
  }
  await expectAccessible(inviter);
});

test("an invitation whose last day has passed says so, and offers no new link", async ({
  scenario,
  signInAs,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"], [], { endsOn: isoDate(daysFromNow(0)) });
  const link = await inbox("grace").link();
  await scenario.sentInvitationId("acme", "grace");
  await scenario.db.execute(sql`
    update invitations
    set membership_ends_at = now(), expires_at = now()
    where organization_id = ${scenario.organizations.acme.id}`);
  const grace = await signInAs("grace");
  await grace.goto(link);
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("This invitation has expired");
  await expect(grace.getByText("The last day of the membership has passed.")).toBeVisible();
  await expect(grace.getByText("to invite you again")).toBeVisible();
  await expect(grace.getByRole("button", { name: "Request new link" })).toHaveCount(0);
  await expectAccessible(grace);
});

test("changing the last day notifies both sides, and the membership is gone as soon as it has ended", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.addMember("grace", "acme");
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("table").getByRole("link", { name: "Grace Holloway" }).click();
  const field = alex.getByLabel("Last day of membership");
  await field.evaluate((input) => input.removeAttribute("min")); // the server has the same rule
  await field.fill(isoDate(daysFromNow(-2)));
  await alex
    .getByRole("region", { name: "End of membership" })
    .getByRole("button", { name: "Save changes" })
    .click();
  await expect(alex.getByText("This day is in the past. Choose today or a later day.")).toBeVisible();
  await field.fill(isoDate(daysFromNow(3)));
  await alex
    .getByRole("region", { name: "End of membership" })
    .getByRole("button", { name: "Save changes" })
    .click();
  await expect(alex.getByRole("status").filter({ hasText: "Last day saved." })).toBeVisible();
  await expect(alex.getByRole("definition").filter({ hasText: formatDate(daysFromNow(3)) })).toBeVisible();
  await expectNothingUnsaved(alex);
  await alex.goto(pages.overview("acme"));
  await expect(alex.getByRole("list", { name: "Memberships ending soon" })).toContainText("Grace Holloway");

  await scenario.db.execute(sql`select graphile_worker.add_job('end-memberships')`);
  expect((await inbox("alex").newest()).subject).toContain("Grace Holloway's access to Acme Travel ends on");
  expect((await inbox("grace").newest(2)).subject).toContain("Your access to Acme Travel ends on");

  await scenario.db.execute(sql`
    update memberships set ends_at = now() where organization_id = ${scenario.organizations.acme.id} and username = 'grace'`);
  await alex.goto(pages.users("acme"));
  await expect(alex.getByRole("table")).toBeVisible();
  await expect(rowOf(alex, "Grace Holloway")).toBeHidden();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the last day of a membership is set and removed", async ({ scenario, signInAs, pages }) => {
    await scenario.addMember("grace", "acme");
    const alex = await signInAs("alex", pages.users("acme"));
    await alex.getByRole("table").getByRole("link", { name: "Grace Holloway" }).click();
    for (const [day, message] of [
      [isoDate(daysFromNow(30)), "Last day saved."],
      ["", "Last day removed."],
    ] as const) {
      await alex.getByLabel("Last day of membership").fill(day);
      await alex
        .getByRole("region", { name: "End of membership" })
        .getByRole("button", { name: "Save changes" })
        .click();
      await expect(alex.getByText(message)).toBeVisible();
    }
  });
});
