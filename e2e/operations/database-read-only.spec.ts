import { sql } from "drizzle-orm";
import { DEMO_IDS, DEMO_PASSWORD } from "@/db/seed/demo";
import { post, send, TRACES } from "@/e2e/fixtures/http";
import { startSeparateUsher } from "@/e2e/fixtures/separate-usher";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test.describe.configure({ mode: "default" });

const acme = `/t/meridian/o/${DEMO_IDS.acme}`;
const MESSAGE = "Usher can't save changes right now.";

let usher: Awaited<ReturnType<typeof startSeparateUsher>>;
let cookie: string;

test.beforeAll(async () => {
  usher = await startSeparateUsher({ LOG_LEVEL: "info" });
  cookie = await usher.cookieFor("alex", "acme");
});

test.afterEach(() => setReadOnly(false));
test.afterAll(() => usher.stop());

test("while the database is read-only, pages are shown, and the log says so once", async () => {
  await usher.db.execute(sql`update sessions set last_seen_at = now() - interval '1 hour'`);
  await setReadOnly(true);
  const pages = [
    "/",
    acme,
    ...["users", "users/invitations", "groups", "roles", "organizations", "audit", "settings"].map(
      (page) => `${acme}/${page}`,
    ),
    `${acme}/sign-in`,
    `/accept/${"a".repeat(43)}`,
    "/my-organizations",
    "/account",
  ];
  for (const page of pages) {
    const { status, body } = await send(page, { base: usher.base, cookie });
    expect([page, status < 400]).toEqual([page, true]);
    expect(body).not.toMatch(TRACES);
  }
  expect((await send("/api/health/ready", { base: usher.base })).status).toBe(503);
  const problems = usher
    .log()
    .split("\n")
    .filter((line) => /^{"level":"(warn|error)"/.test(line))
    .map((line) => JSON.parse(line).problem);
  // A request can meet the connections that were cut at the beginning.
  expect(problems).toEqual(problems[0] === "away" ? ["away", "read-only"] : ["read-only"]);
  await setReadOnly(false);
  await expect.poll(() => usher.log()).toContain("The database takes changes again.");
});

test("without JavaScript, a form gets 503 with Retry-After, and works once the database is writable", async () => {
  const origin = { origin: usher.base, host: new URL(usher.base).host };
  const sent = () => post(`${acme}/groups/new`, { name: "x" }, { base: usher.base, cookie, headers: origin });
  await setReadOnly(true);
  await expect.poll(async () => (await sent()).status).toBe(503);
  const { headers, body } = await sent();
  expect(headers["retry-after"]).toBe("5");
  expect(body).toContain("so what you sent wasn't saved");
  expect(body).not.toMatch(TRACES);
  await setReadOnly(false);
  await expect.poll(async () => (await sent()).status).toBe(200);
});

test("a form keeps what was entered, and can be sent once the database is writable", async ({ context }) => {
  const page = await usher.openAs(context, "alex", "acme", `${acme}/groups/new`);
  await page.getByLabel("Name").fill("Night shift");
  await setReadOnly(true);
  await page.getByRole("button", { name: "Create group" }).click();
  await expect(page.getByText(MESSAGE)).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Night shift");
  await expectAccessible(page);
  await setReadOnly(false);
  await page.getByRole("button", { name: "Create group" }).click();
  await expect(page.getByRole("heading", { name: "Night shift" })).toBeVisible();
});

test("signing in shows an error, and keeps the username", async ({ page }) => {
  await page.goto(`${usher.base}${acme}/sign-in`);
  await page.getByLabel("Username").fill("sam");
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await setReadOnly(true);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(MESSAGE)).toBeVisible();
  await expect(page.getByLabel("Username")).toHaveValue("sam");
});

/** Like a failover: open connections are cut, and new ones reach a read-only database. */
async function setReadOnly(isOn: boolean): Promise<void> {
  const [row] = await usher.db.execute<{ statement: string }>(sql`
    select format(
      'alter database %I set default_transaction_read_only = %s',
      current_database(), ${isOn ? "on" : "off"}::text
    ) as statement`);
  await usher.db.transaction(async (tx) => {
    await tx.execute(sql`set local transaction_read_only = off`);
    await tx.execute(sql.raw(row?.statement ?? ""));
  });
  await usher.db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name <> 'usher-test' and pid <> pg_backend_pid()`);
  await expect
    .poll(async () => JSON.parse((await send("/api/health/ready", { base: usher.base })).body).problem)
    .toBe(isOn ? "read-only" : "no-worker");
}
