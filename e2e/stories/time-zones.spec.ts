import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { expectNothingUnsaved } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

const LOS_ANGELES = "America/Los_Angeles";

/** "2026-12-03" */
function dayIn(timeZone: string, days = 0): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(Date.now() + days * 24 * 60 * 60 * 1000);
}

test.describe("in Los Angeles", () => {
  test.use({ timezoneId: LOS_ANGELES });

  test("the exact time shows by pointer and by focus, for the viewer and in UTC", async ({
    signInAs,
    pages,
    scenario,
  }) => {
    await scenario.invite("alex", "acme", ["grace"]);
    const alex = await signInAs("alex", pages.audit("acme"));
    const time = alex.getByRole("table").locator("time").first();
    const tooltip = alex.getByRole("tooltip");
    await expect(async () => {
      await time.hover();
      await expect(tooltip).toContainText(/[AP]M P[DS]T/, { timeout: 1000 });
    }).toPass();
    await expect(tooltip).toContainText(/[AP]M UTC/);
    await tooltip.hover();
    await expect(tooltip).toBeVisible();
    await alex.keyboard.press("Escape");
    await expect(tooltip).toBeHidden();
    await time.focus();
    await expect(tooltip).toBeVisible();
    await expect(time).toHaveAccessibleDescription(/P[DS]T.*UTC/);
    await expectAccessible(alex);
  });

  test("an invitation says when it expires in the viewer's time zone", async ({ scenario, inbox, page }) => {
    await scenario.invite("alex", "acme", ["grace"]);
    await page.goto(await inbox("grace").link());
    await expect(page.getByText(/\d:\d\d [AP]M P[DS]T/)).toBeVisible();
  });

  test("the account's time zone goes before the browser's, and can be taken back", async ({ signInAs }) => {
    const alex = await signInAs("alex", "/account");
    const field = alex.getByLabel("Time zone of pages and emails");
    for (const [choice, zone] of [
      ["Asia/Tokyo", /GMT\+9/],
      ["", /P[DS]T/],
    ] as const) {
      await field.selectOption(choice);
      await alex.getByRole("button", { name: "Save changes" }).click();
      await expect(alex.getByRole("status").filter({ hasText: "Preferences saved." })).toBeVisible();
      await expectNothingUnsaved(alex);
      await alex.reload();
      await expect(async () => {
        await alex.locator("time").first().hover();
        await expect(alex.getByRole("tooltip")).toContainText(zone, { timeout: 1000 });
      }).toPass();
    }
    await expectAccessible(alex);
  });
});

test.describe("on a touch screen", () => {
  test.use({ timezoneId: "Asia/Kolkata", hasTouch: true, viewport: { width: 390, height: 844 } });

  test("the exact time shows when a time is touched, and goes when something else is", async ({
    signInAs,
  }) => {
    const alex = await signInAs("alex", "/account");
    const tooltip = alex.getByRole("tooltip");
    await expect(async () => {
      await alex.locator("time").first().tap();
      await expect(tooltip).toContainText("GMT+5:30", { timeout: 1000 });
    }).toPass();
    await alex.getByRole("heading", { level: 1 }).tap();
    await expect(tooltip).toBeHidden();
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, timezoneId: LOS_ANGELES });

  test("times are in UTC, which they name", async ({ scenario, inbox, page }) => {
    await scenario.invite("alex", "acme", ["grace"]);
    await page.goto(await inbox("grace").link());
    await expect(page.getByText(/\d:\d\d [AP]M UTC/)).toBeVisible();
  });
});

for (const [timeZone, name] of [
  [LOS_ANGELES, "Pacific Time"],
  ["Pacific/Auckland", "New Zealand Time"],
  ["Pacific/Kiritimati", "Line Islands Time"],
  ["Pacific/Pago_Pago", "American Samoa Standard Time"],
] as const) {
  test(`in an organization in ${timeZone}, a membership can end today as it is there, and not yesterday`, async ({
    scenario,
    signInAs,
    pages,
  }) => {
    await scenario.db
      .update(organizations)
      .set({ timeZone })
      .where(eq(organizations.id, scenario.organizations.acme.id));
    await scenario.addMember("grace", "acme");
    const alex = await signInAs("alex", `${pages.users("acme")}/${(await scenario.session("grace")).userId}`);
    const field = alex.getByLabel("Last day of membership");
    await expect(field).toHaveAttribute("min", dayIn(timeZone));
    await expect(alex.getByText(`Access lasts until the end of this day (${name}).`)).toBeVisible();
    await alex.getByRole("button", { name: "In 7 days" }).click();
    await expect(alex.getByText(`Until the end of ${inWords(dayIn(timeZone, 7))} (${name}).`)).toBeVisible();
    await field.evaluate((input) => input.removeAttribute("min")); // the server has the same rule
    await field.fill(dayIn(timeZone, -1));
    await alex
      .getByRole("region", { name: "End of membership" })
      .getByRole("button", { name: "Save changes" })
      .click();
    await expect(alex.getByText("This day is in the past.")).toBeVisible();
    await field.fill(dayIn(timeZone));
    await alex
      .getByRole("region", { name: "End of membership" })
      .getByRole("button", { name: "Save changes" })
      .click();
    await expect(alex.getByRole("status").filter({ hasText: "Last day saved." })).toBeVisible();
    await expect(alex.getByRole("definition").filter({ hasText: `(${name})` })).toBeVisible();
  });
}

function inWords(day: string): string {
  const words = {
    weekday: "long",
    month: "short",
    day: "numeric",
    year: "numeric",
    timeZone: "UTC",
  } as const;
  return new Date(day).toLocaleDateString("en-US", words);
}
