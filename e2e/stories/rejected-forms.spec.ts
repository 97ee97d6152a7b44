import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { expect, test } from "@/e2e/fixtures/test";

// Those above 1 MB are rejected before Next reads them.
for (const length of [200_000, 1_200_000]) {
  test(`a form of ${length} bytes is too much, says so in the account's language, and keeps what was entered`, async ({
    scenario,
    signInAs,
    pages,
  }) => {
    const { userId } = await scenario.session("alex");
    await scenario.db.update(users).set({ locale: "de" }).where(eq(users.id, userId));
    const alex = await signInAs("alex", pages.newGroup("acme"));
    expect(await alex.evaluate(() => navigator.language)).toBe("en-US");
    await alex.locator("main [name=name]").fill("Nachtschicht");
    const description = alex.locator("main [name=description]");
    await description.evaluate((field) => field.removeAttribute("maxlength"));
    await description.fill("x".repeat(length));
    await alex.locator("main [type=submit]").click();
    await expect(alex.getByText("Das sind zu viele Daten auf einmal.")).toBeVisible();
    await expect(alex.locator("main [name=name]")).toHaveValue("Nachtschicht");
    expect((await description.inputValue()).length).toBe(length);
  });
}
