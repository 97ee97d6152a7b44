import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { runBulkAction } from "@/db/bulk-actions/run";
import { DEMO_IDS } from "@/db/seed/demo";
import { seedAccounts } from "@/db/testing/seed-accounts";
import { startSeparateUsher } from "@/e2e/fixtures/separate-usher";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";
import { BATCH_SIZE } from "@/lib/bulk-actions";

// The test is the worker of this Usher, so it decides when a batch runs.
let usher: Awaited<ReturnType<typeof startSeparateUsher>>;
const organizations = `/t/meridian/o/${DEMO_IDS.meridian}/organizations`;

test.beforeAll(async () => {
  usher = await startSeparateUsher();
  await seedAccounts(usher.db, DEMO_IDS.globex, 2 * BATCH_SIZE + 200 - 1); // and hank
});
test.afterAll(() => usher.stop());

test("a large organization is deleted in parts, with progress, and can be canceled and continued", async ({
  context,
}) => {
  const ada = await usher.openAs(context, "ada", "meridian", organizations);
  await ada.getByRole("link", { name: "Globex Retail", exact: true }).click();
  await press(ada, "Disable organization", "Disable organization?");
  await expect(ada.getByText("Nobody can sign in")).toBeVisible();
  await press(ada, "Delete organization", "Delete organization?", async (confirmation) => {
    await expect(confirmation.getByText("continues in the background")).toBeVisible();
    await confirmation.getByLabel("Organization name").fill("Globex Retail");
  });

  await expect(ada).toHaveURL(new RegExp(`${organizations}$`));
  await expect(ada.getByRole("status").filter({ hasText: "Globex Retail is being deleted." })).toBeVisible();
  await expect(ada.getByText("Deleting 500 of 1,200 users")).toBeVisible();
  await expectAccessible(ada);
  await runBatch();
  await expect(ada.getByText("Deleting 1,000 of 1,200 users")).toBeVisible();

  await ada.getByRole("link", { name: "Globex Retail", exact: true }).click();
  await expect(ada.getByRole("progressbar", { name: "Progress" })).toHaveAttribute("value", "1000");
  await expect(ada.getByRole("button", { name: "Enable" })).toHaveCount(0);
  await expectAccessible(ada);
  await ada.getByRole("button", { name: "Cancel deletion" }).click();
  await expect(ada.getByText("Deletion stopped")).toBeVisible();
  await expect(ada.getByText("1,000 of 1,200 users deleted.")).toBeVisible();
  await expectAccessible(ada);
  await runBatch();
  await ada.reload();
  await expect(ada.getByText("200 (200 managed by Globex Retail)")).toBeVisible();

  await press(ada, "Delete organization", "Delete organization?", (confirmation) =>
    confirmation.getByLabel("Organization name").fill("Globex Retail"),
  );
  await expect(ada.getByRole("status").filter({ hasText: "Globex Retail deleted." })).toBeVisible();
  await expect(ada.getByRole("link", { name: "Globex Retail", exact: true })).toHaveCount(0);
});

test("a user who watches a deletion is redirected to the list when it is done", async ({ context }) => {
  await seedAccounts(usher.db, DEMO_IDS.europe, BATCH_SIZE, "more");
  const alex = await usher.openAs(context, "alex", "acme", `/t/meridian/o/${DEMO_IDS.acme}/organizations`);
  await alex.getByRole("link", { name: "Acme Travel Europe", exact: true }).click();
  await press(alex, "Disable organization", "Disable organization?");
  await press(alex, "Delete organization", "Delete organization?", (confirmation) =>
    confirmation.getByLabel("Organization name").fill("Acme Travel Europe"),
  );
  await alex.getByRole("link", { name: "Acme Travel Europe", exact: true }).click();
  await expect(alex.getByRole("button", { name: "Cancel deletion" })).toBeVisible();
  await runBatch();
  await expect(alex.getByRole("heading", { name: "Organizations", level: 1 })).toBeVisible();
  await expect(alex.getByText("Acme Travel Europe")).toHaveCount(0);
});

/** Runs the next batch, like the worker. */
async function runBatch(): Promise<void> {
  const running = await usher.db.execute<{ id: string }>(sql`
    select id from bulk_actions where kind = 'delete-organization' order by created_at desc limit 1`);
  for (const { id } of running) await runBulkAction({ db: usher.db, bulkActionId: id });
}

async function press(
  page: Page,
  name: string,
  title: string,
  fill?: (confirmation: ReturnType<Page["locator"]>) => Promise<void>,
) {
  await page.getByRole("button", { name, exact: true }).click();
  const confirmation = page.getByRole("alertdialog", { name: title });
  await fill?.(confirmation);
  await confirmation.getByRole("button", { name }).click();
  await expect(confirmation).toHaveCount(0);
}
