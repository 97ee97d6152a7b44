import { sql } from "drizzle-orm";
import { DEMO_IDS } from "@/db/seed/demo";
import { post, send, TRACES } from "@/e2e/fixtures/http";
import { startSeparateUsher } from "@/e2e/fixtures/separate-usher";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test.describe.configure({ mode: "default" });

const acme = `/t/meridian/o/${DEMO_IDS.acme}`;
const MESSAGE = "Usher will be right back";
const MAX_MS = 5000;

let usher: Awaited<ReturnType<typeof startSeparateUsher>>;
let cookie: string;

test.beforeAll(async () => {
  usher = await startSeparateUsher({ LOG_LEVEL: "info" });
  cookie = await usher.cookieFor("alex", "acme");
});

test.afterEach(() => usher.databaseProxy.pass());
test.afterAll(() => usher.stop());

const FAULTS = {
  away: () => usher.databaseProxy.refuse(),
  silent: () => usher.databaseProxy.swallow(),
};

for (const [how, breakIt] of Object.entries(FAULTS)) {
  test(`while the database is ${how}, every page says so within five seconds, and recovers`, async () => {
    const pages = [
      "/",
      acme,
      `${acme}/users`,
      `${acme}/sign-in`,
      `/accept/${"a".repeat(43)}`,
      "/my-organizations",
    ];
    await breakIt();
    await expect.poll(async () => (await request("/")).status).toBe(503);
    for (const page of pages) {
      const { status, body, took } = await request(page);
      expect([page, status]).toEqual([page, 503]);
      expect(body).toContain(MESSAGE);
      expect(body).not.toMatch(TRACES);
      expect(took).toBeLessThan(MAX_MS);
    }
    await usher.databaseProxy.pass();
    await expect.poll(async () => (await request(`${acme}/users`)).body).toContain("Sam");
  });

  test(`while the database is ${how}, an open console says so within five seconds, and recovers`, async ({
    context,
  }) => {
    const page = await usher.openAs(context, "alex", "acme", `${acme}/users`);
    await breakIt();
    await page.getByRole("link", { name: "Groups", exact: true }).click();
    await expect(page.getByRole("heading", { name: MESSAGE })).toBeVisible({ timeout: MAX_MS });
    await expect(page.getByText("Try again")).toBeVisible();
    await expectAccessible(page);
    await usher.databaseProxy.pass();
    await expect(page.getByRole("heading", { name: "Groups", level: 1 })).toBeVisible({ timeout: 30_000 });
  });
}

test("pages that find the database away leave one line in the log, and its end another", async () => {
  const before = usher.log().length;
  const count = (sentence: string) => usher.log().slice(before).split(sentence).length - 1;
  await usher.databaseProxy.refuse();
  for (let count = 0; count < 10; count++)
    await expect.poll(async () => (await send(acme, { base: usher.base, cookie })).status).toBe(503);
  expect(count("Usher can't use the database")).toBe(1);
  await usher.databaseProxy.pass();
  await expect.poll(() => count("The database responds again."), { timeout: 20_000 }).toBe(1);
  expect(count('"stack"')).toBe(0);
});

test("a form keeps what was entered while the database is away, and can be sent once it is back", async ({
  context,
}) => {
  const page = await usher.openAs(context, "alex", "acme", `${acme}/groups/new`);
  await page.getByLabel("Name").fill("Night shift");
  await usher.databaseProxy.refuse();
  await page.getByRole("button", { name: "Create group" }).click();
  await expect(page.getByText("Usher can't get to your data right now.")).toBeVisible({
    timeout: MAX_MS,
  });
  await expect(page.getByLabel("Name")).toHaveValue("Night shift");
  await usher.databaseProxy.pass();
  await page.getByRole("button", { name: "Create group" }).click();
  await expect(page.getByRole("heading", { name: "Night shift" })).toBeVisible();
});

test("without JavaScript, a form sent while the database is away gets 503", async () => {
  await usher.databaseProxy.refuse();
  const origin = { origin: usher.base, host: new URL(usher.base).host };
  await expect
    .poll(
      async () =>
        (await post(`${acme}/groups/new`, { name: "x" }, { base: usher.base, cookie, headers: origin }))
          .status,
    )
    .toBe(503);
});

test("signing in while the database is away shows an error, and keeps the username", async ({ page }) => {
  await page.goto(`${usher.base}${acme}/sign-in`);
  await page.getByLabel("Username").fill("sam");
  await page.getByLabel("Password", { exact: true }).fill("usher-demo-2026");
  await expect(page.getByRole("button", { name: "Show password" })).toBeVisible(); // the script has loaded
  await usher.databaseProxy.refuse();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Usher can't get to your data right now.")).toBeVisible({
    timeout: MAX_MS,
  });
  await expect(page.getByLabel("Username")).toHaveValue("sam");
});

test("a page whose table is locked says so within five seconds, and works once the lock is released", async ({
  context,
}) => {
  const page = await usher.openAs(context, "alex", "acme", `${acme}/users`);
  await usher.db.transaction(async (tx) => {
    await tx.execute(sql`lock table users`);
    const began = Date.now();
    await page.goto(`${usher.base}${acme}/groups`);
    await expect(page.getByRole("heading", { name: MESSAGE })).toBeVisible();
    expect(Date.now() - began).toBeLessThan(MAX_MS);
  });
  await expect(page.getByRole("heading", { name: "Groups", level: 1 })).toBeVisible({ timeout: 30_000 }); // by itself
});

for (const table of ["users", "memberships", "organizations", "invitations"]) {
  test(`while ${table} is locked, pages and downloads respond with 503 with Retry-After within five seconds`, async () => {
    await usher.db.transaction(async (tx) => {
      await tx.execute(sql`lock table ${sql.identifier(table)}`);
      const began = Date.now();
      const paths = [`${acme}/users`, `${acme}/users/invitations`, `${acme}/audit/export`];
      const needed = table === "invitations" ? paths.slice(1, 2) : paths;
      for (const { status, headers } of await Promise.all(
        needed.map((path) => send(path, { base: usher.base, cookie })),
      )) {
        expect([status, headers["retry-after"]]).toEqual([503, "5"]);
      }
      expect(Date.now() - began).toBeLessThan(5000);
    });
  });
}

async function request(path: string) {
  const began = Date.now();
  const reply = await send(path, { base: usher.base, cookie });
  return { ...reply, took: Date.now() - began };
}
