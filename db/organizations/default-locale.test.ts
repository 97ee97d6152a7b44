import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { findDefaultLocale } from "./default-locale";

const { db } = testDatabase();
let scenario: Scenario;
beforeAll(async () => {
  scenario = await seedScenario(db);
  const set = (id: string, defaultLocale: "de" | "fr") =>
    db.update(organizations).set({ defaultLocale }).where(eq(organizations.id, id));
  await set(scenario.organizations.meridian.id, "de");
  await set(scenario.organizations.acme.id, "fr");
});

test("the default language of a path is that of its organization, or of its root organization", async () => {
  const { handle: root, organizations } = scenario;
  expect(await findDefaultLocale({ db, root, organizationId: organizations.acme.id })).toBe("fr");
  expect(await findDefaultLocale({ db, root, organizationId: null })).toBe("de");
});

test("a path that leads to no organization has no default language", async () => {
  const { handle: root, organizations } = scenario;
  for (const path of [
    { root, organizationId: organizations.orbit.id },
    { root: "nobody", organizationId: null },
    { root: "nobody", organizationId: organizations.acme.id },
    { root, organizationId: "not an id" },
    { root: "A'; --\u0000", organizationId: null },
  ]) {
    expect(await findDefaultLocale({ db, ...path })).toBeNull();
  }
});
