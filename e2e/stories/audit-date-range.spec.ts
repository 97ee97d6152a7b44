import { sql } from "drizzle-orm";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";
import { addDays, dayAt } from "@/lib/days";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled, timezoneId: "Asia/Tokyo" });

    test("the audit log of the last days is one click away, by the days of the viewer's time zone", async ({
      scenario,
      signInAs,
      pages,
    }) => {
      await scenario.db.execute(
        sql`update users set time_zone = 'Asia/Tokyo' where id = ${(await scenario.session("alex")).userId}`,
      );
      const alex = await signInAs("alex", pages.audit("acme"));
      const ranges = alex.getByRole("list", { name: "Date range" });
      await ranges.getByRole("link", { name: "Last 7 days" }).click();
      const today = dayAt(new Date(), "Asia/Tokyo");
      await expect(alex).toHaveURL(`${pages.audit("acme")}?from=${addDays(today, -6)}&to=${today}`);
      await expect(alex.getByLabel("From")).toHaveValue(addDays(today, -6));
      await expect(alex.getByLabel("To", { exact: true })).toHaveValue(today);
      await expect(ranges.locator("[aria-current]")).toHaveText("Last 7 days");
      await ranges.getByRole("link", { name: "Today" }).click();
      await expect(alex.getByLabel("From")).toHaveValue(today);
      await ranges.getByRole("link", { name: "Last 30 days" }).click();
      await expect(alex.getByLabel("From")).toHaveValue(addDays(today, -29));
      if (javaScriptEnabled) await expectAccessible(alex);
    });
  });
}
