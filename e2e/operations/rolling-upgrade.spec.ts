import { type Browser, type Page, test } from "@playwright/test";
import { sql } from "drizzle-orm";
import { createDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { DEMO_IDS, seedDemo } from "@/db/seed/demo";
import { expect } from "@/e2e/fixtures/expect";
import { fillAndInvite, openInviteDialog, outcome } from "@/e2e/fixtures/steps";
import { signIn } from "@/e2e/fixtures/test";
import { startRoundRobinProxy } from "@/scripts/multi-process/round-robin-proxy";
import { standaloneOf, testDistDir } from "@/scripts/paths";
import { getFreePort } from "@/scripts/ports";
import { dropDatabase, recreateDatabase, withDatabase } from "@/scripts/postgres-server";
import { anotherBuild, copyBuild } from "@/scripts/standalone/copy";

const USERS = `/t/meridian/o/${DEMO_IDS.acme}/users`;

test("while two versions run behind one proxy, pages of both load, navigate and act", async ({ browser }) => {
  test.setTimeout(120_000);
  const upgrade = await beginUpgrade();
  try {
    const old = await openPage(browser, upgrade.base);
    await old.page.goto(USERS);
    await signIn(old.page, "alex");
    expect(await old.build()).toBe(upgrade.oldId);

    await upgrade.addNewVersion();
    const dialog = await openInviteDialog(old.page); // its script is loaded only now
    await fillAndInvite(dialog, { usernames: "grace", groups: ["Booking managers"] });
    await expect(outcome(dialog)).toHaveText("1 invited");

    const seen = new Set<string>();
    for (let load = 0; load < 6; load++) {
      // Each page makes the same number of requests, so one more changes which process is next.
      if (load % 2 === 1) await fetch(`${upgrade.base}/api/health/live`);
      await old.page.goto(USERS);
      seen.add(await old.build());
      await (await openInviteDialog(old.page)).getByRole("button", { name: "Cancel" }).click();
      await old.page.getByRole("link", { name: "Groups" }).click();
      await expect(old.page.getByRole("heading", { name: "Groups", level: 1 })).toBeVisible();
    }
    expect([...seen].sort(), "both versions have served pages").toEqual(upgrade.ids().sort());
    expect(old.failures()).toEqual([]);
  } finally {
    await upgrade.end();
  }
});

test("a form of a page from before the update says so, loads the new version once and keeps what was entered", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const upgrade = await beginUpgrade();
  try {
    const { page, build } = await openPage(browser, upgrade.base);
    await page.goto(`/t/meridian/o/${DEMO_IDS.acme}/groups/new`);
    await signIn(page, "alex");
    await page.getByLabel("Name").fill("Night shift");
    await page.getByLabel("Description").fill("Those who work\nat night");
    await upgrade.addNewVersion({ withOtherActions: true });
    await upgrade.stopOldVersion();
    const loads = countLoads(page);

    await page.getByRole("button", { name: "Create group" }).click();
    await expect(page.getByRole("status").filter({ hasText: UPDATED })).toBeVisible();
    expect(await build()).not.toBe(upgrade.oldId);
    expect(loads()).toBe(1);
    await expect(page.getByLabel("Name")).toHaveValue("Night shift");
    await expect(page.getByLabel("Description")).toHaveValue("Those who work\nat night");
    await page.getByRole("button", { name: "Create group" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Night shift");
  } finally {
    await upgrade.end();
  }
});

test("an invite dialog from before the update is open again after it, with what was entered", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const upgrade = await beginUpgrade();
  try {
    const { page } = await openPage(browser, upgrade.base);
    await page.goto(USERS);
    await signIn(page, "alex");
    const dialog = await openInviteDialog(page);
    await dialog.getByRole("textbox", { name: "Usernames" }).fill("grace linus ");
    await upgrade.addNewVersion({ withOtherActions: true });
    await upgrade.stopOldVersion();
    const loads = countLoads(page);

    await dialog.getByRole("button", { name: "Invite", exact: true }).click();
    await expect.poll(loads).toBe(1);
    await expect(dialog.getByRole("listitem")).toHaveText(["grace", "linus"]);
    await dialog.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(outcome(dialog)).toHaveText("2 invited");
    expect(loads()).toBe(1);
  } finally {
    await upgrade.end();
  }
});

test("a form that the server doesn't know even after loading again asks to reload, and keeps its fields", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const upgrade = await beginUpgrade();
  try {
    const { page } = await openPage(browser, upgrade.base);
    await page.goto(`/t/meridian/o/${DEMO_IDS.acme}/groups/new`);
    await signIn(page, "alex");
    await page.route("**/groups/new", async (route) => {
      const headers = { ...route.request().headers(), "next-action": "40".padEnd(42, "0") };
      await (route.request().method() === "POST" ? route.continue({ headers }) : route.continue());
    });
    const loads = countLoads(page);
    await page.getByLabel("Name").fill("Night shift");
    await page.getByRole("button", { name: "Create group" }).click();
    await expect.poll(loads).toBe(1);
    await expect(page.getByLabel("Name")).toHaveValue("Night shift");
    await page.getByRole("button", { name: "Create group" }).click();
    await expect(
      page.getByRole("alert").filter({ hasText: "Usher was updated. Reload this page" }),
    ).toBeVisible();
    await expect(page.getByLabel("Name")).toHaveValue("Night shift");
    expect(loads()).toBe(1);
  } finally {
    await upgrade.end();
  }
});

test("a running version continues after a newer one has migrated, but can't be started again", async () => {
  const upgrade = await beginUpgrade();
  try {
    await upgrade.db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('next', 9999999999999)`,
    );
    expect((await fetch(`${upgrade.direct}/api/health/ready`)).status).toBe(200);
    const again = await upgrade.startOldAgain();
    expect(again.output).toContain("A newer version of Usher has migrated");
    expect(again.code).toBe(1);
  } finally {
    await upgrade.end();
  }
});

const UPDATED = "Usher was updated. What you entered is still here. Try again.";

/** Counts how often the page is loaded from now on. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("domcontentloaded", () => {
    loads++;
  });
  return () => loads;
}

/** Starts the old version with the demo, behind a proxy that alternates between all versions. */
async function beginUpgrade() {
  const server = process.env.DATABASE_URL ?? "";
  const name = `upgrade_${process.pid}_${Date.now()}`;
  const url = withDatabase(server, name);
  await recreateDatabase(server, name);
  await migrate(url);
  await seedDemo(url);
  const db = createDatabase(url);
  const port = await getFreePort();
  const base = `http://localhost:${port}`;
  const env = {
    DATABASE_URL: url,
    SMTP_URL: "smtp://127.0.0.1:9",
    MAIL_FROM: "no-reply@usher.example",
    BASE_URL: base,
    AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
    WORKER: "none",
    TRUSTED_PROXIES: "1",
  };
  const copies = [copyBuild(standaloneOf(testDistDir))];
  const [old] = copies;
  if (!old) throw new Error("There is no build.");
  const apps = [await old.serve(env)];
  const ports = apps.map((app) => app.port);
  const closeProxy = await startRoundRobinProxy(port, ports);
  return {
    base,
    direct: `http://127.0.0.1:${ports[0]}`,
    db,
    oldId: old.deploymentId(),
    ids: () => copies.map((copy) => copy.deploymentId()),
    startOldAgain: async () => await old.run("app.js", { ...env, PORT: String(await getFreePort()) }),
    async addNewVersion(options?: { withOtherActions: boolean }) {
      const copy = anotherBuild(old, options);
      copies.push(copy);
      const app = await copy.serve(env);
      apps.push(app);
      ports.push(app.port);
    },
    async stopOldVersion() {
      ports.shift();
      await apps.shift()?.stop();
    },
    async end() {
      closeProxy();
      await Promise.all(apps.map((app) => app.stop()));
      await db.close();
      await dropDatabase(server, name);
      for (const copy of copies) copy.remove();
    },
  };
}

/** Opens a tab that records its errors. */
async function openPage(browser: Browser, baseURL: string) {
  const page = await (await browser.newContext({ baseURL })).newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(error.message));
  page.on("response", (response) => {
    if (response.status() >= 400) failures.push(`${response.status()} ${response.url()}`);
  });
  return {
    page,
    failures: () => failures,
    /** The deployment id of the build that rendered the page. */
    build: async () => {
      const script = page.locator("script[src*='?dpl=']").first();
      return (await script.getAttribute("src"))?.split("?dpl=")[1] ?? "";
    },
  };
}
