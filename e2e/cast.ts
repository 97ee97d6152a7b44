import { test as base, type Page } from "@playwright/test";
import { createDatabase, type Database } from "@/db/client";
import { DEMO_PASSWORD } from "@/db/seed/demo";
import { inboxOf } from "./inbox";
import { type Pages, pagesOf } from "./pages";
import { type Person, plantWorld, type World } from "./world";

export { expectAccessible } from "./accessible";
export { expect } from "./expect";

type Cast = {
  /** The demo's organizations and people, planted for this story alone. */
  world: World;
  /** Addresses by name: `pages.users("acme")`. */
  pages: Pages;
  /**
   * A tab of a browser in which this person is signed in, at the page, or where they work. The same person again is
   * another tab of the same browser.
   */
  as: (person: Person, page?: string) => Promise<Page>;
  /** The mails of this person: `await inbox("grace").link()`. */
  inbox: (person: Person) => ReturnType<typeof inboxOf>;
};

export const test = base.extend<Cast, { db: Database }>({
  db: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from here.
    async ({}, use) => {
      const db = createDatabase(process.env.DATABASE_URL ?? "", { connections: 3 });
      await use(db);
      await db.close();
    },
    { scope: "worker" },
  ],

  world: async ({ db }, use) => use(await plantWorld(db)),

  pages: async ({ world }, use) => use(pagesOf(world)),

  inbox: async ({ world }, use) => use((person) => inboxOf(world.email(person))),

  as: async ({ browser, world, pages }, use) => {
    const tabs = new Map<Person, Page>();
    await use(async (person, address = pages.overview(world.home(person))) => {
      const before = tabs.get(person);
      const context = before?.context() ?? (await browser.newContext());
      const page = await context.newPage();
      tabs.set(person, page);
      await page.goto(address);
      if (!before) await signIn(page, person);
      return page;
    });
    await Promise.all([...tabs.values()].map((page) => page.context().close()));
  },
});

/** Fills the sign-in form that is on the screen, and waits until it has led on. */
export async function signIn(page: Page, username: string, password = DEMO_PASSWORD): Promise<void> {
  const field = page.getByLabel("Username");
  if (await field.isEditable()) await field.fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Password").waitFor({ state: "detached" });
}
