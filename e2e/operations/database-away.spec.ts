import type { BrowserContext } from "@playwright/test";
import { sql } from "drizzle-orm";
import { DEMO_IDS } from "@/db/seed/demo";
import { post, send, TRACES } from "@/e2e/fixtures/http";
import { startUsherApart } from "@/e2e/fixtures/separate-usher";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test.describe.configure({ mode: "default" });

const acme = `/t/meridian/o/${DEMO_IDS.acme}`;
const SAYS_SO = "Usher will be back in a moment";
const LONGEST = 5000;

let usher: Awaited<ReturnType<typeof startUsherApart>>;
let cookie: string;

test.beforeAll(async () => {
  usher = await startUsherApart();
  cookie = await usher.cookieOf("alex", "acme");
});

test.afterEach(() => usher.way.pass());
test.afterAll(() => usher.stop());

const FAULTS = {
  away: () => usher.way.refuse(),
  silent: () => usher.way.swallow(),
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
    await expect.poll(async () => (await asked("/")).status).toBe(503);
    for (const page of pages) {
      const { status, body, took } = await asked(page);
      expect([page, status]).toEqual([page, 503]);
      expect(body).toContain(SAYS_SO);
      expect(body).not.toMatch(TRACES);
      expect(took).toBeLessThan(LONGEST);
    }
    await usher.way.pass();
    await expect.poll(async () => (await asked(`${acme}/users`)).body).toContain("Sam");
  });

  test(`while the database is ${how}, an open console says so within five seconds, and recovers`, async ({
    context,
  }) => {
    const page = await signedIn(context, `${acme}/users`);
    await breakIt();
    await page.getByRole("link", { name: "Groups", exact: true }).click();
    await expect(page.getByRole("heading", { name: SAYS_SO })).toBeVisible({ timeout: LONGEST });
    await expect(page.getByText("Try again")).toBeVisible();
    await expectAccessible(page);
    await usher.way.pass();
    await expect(page.getByRole("heading", { name: "Groups", level: 1 })).toBeVisible({ timeout: 30_000 });
  });
}

test("a form keeps what was entered while the database is away, and can be sent once it is back", async ({
  context,
}) => {
  const page = await signedIn(context, `${acme}/groups/new`);
  await page.getByLabel("Name").fill("Night shift");
  await usher.way.refuse();
  await page.getByRole("button", { name: "Create group" }).click();
  await expect(page.getByText("Usher's database does not answer just now.")).toBeVisible({
    timeout: LONGEST,
  });
  await expect(page.getByLabel("Name")).toHaveValue("Night shift");
  await usher.way.pass();
  await page.getByRole("button", { name: "Create group" }).click();
  await expect(page.getByRole("heading", { name: "Night shift" })).toBeVisible();
});

test("without JavaScript, a form sent while the database is away gets 503", async () => {
  await usher.way.refuse();
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
  await page.getByLabel("Password").fill("usher-demo-2026");
  await usher.way.refuse();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Usher's database does not answer just now.")).toBeVisible({
    timeout: LONGEST,
  });
  await expect(page.getByLabel("Username")).toHaveValue("sam");
});

test("a page whose table is locked says so within five seconds, and works once the lock is released", async ({
  context,
}) => {
  const page = await signedIn(context, `${acme}/users`);
  await usher.db.transaction(async (tx) => {
    await tx.execute(sql`lock table users`);
    const began = Date.now();
    await page.goto(`${usher.base}${acme}/groups`);
    await expect(page.getByRole("heading", { name: SAYS_SO })).toBeVisible();
    expect(Date.now() - began).toBeLessThan(LONGEST);
  });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Groups", level: 1 })).toBeVisible();
});

async function asked(path: string) {
  const began = Date.now();
  const reply = await send(path, { base: usher.base, cookie });
  return { ...reply, took: Date.now() - began };
}

async function signedIn(context: BrowserContext, path: string) {
  const [name = "", value = ""] = cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: usher.base }]);
  const page = await context.newPage();
  await page.goto(`${usher.base}${path}`);
  return page;
}
