import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { newLink } from "@/db/link";
import { organizations, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { linkState, sentLink } from "@/db/testing/passwords";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { findDefaultLocale, findDefaultLocaleByLink } from "./default-locale";

const { db } = testDatabase();
let scenario: Scenario;
beforeAll(async () => {
  scenario = await seedScenario(db);
  const set = (id: string, defaultLocale: "de" | "fr") =>
    db.update(organizations).set({ defaultLocale }).where(eq(organizations.id, id));
  await set(scenario.organizations.meridian.id, "de");
  await set(scenario.organizations.acme.id, "fr");
});

test("a path has the default language of its organization, or of its root organization if it names no other", async () => {
  const { handle: root, organizations } = scenario;
  expect(await findDefaultLocale({ db, root, organizationId: organizations.acme.id })).toBe("fr");
  expect(await findDefaultLocale({ db, root, organizationId: null })).toBe("de");
});

test("a path that doesn't lead to an organization has no default language", async () => {
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

test("an invitation's link has the default language of the organization to join", async () => {
  const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const find = (link: unknown) => findDefaultLocaleByLink({ db, kind: "invitation", link });
  expect(await find(response.link)).toBe("fr");
  for (const link of [newLink().link, "malformed", "", null]) expect(await find(link)).toBeNull();
});

test("a password link has the default language of the account's organization while its page names the organization", async () => {
  const { link } = await sentLink(scenario, "grace");
  const find = (kind: "invitation" | "password") => findDefaultLocaleByLink({ db, kind, link });
  expect(await find("password")).toBe("de");
  expect(await find("invitation")).toBeNull();
  await db
    .update(users)
    .set({ disabledAt: new Date() })
    .where(eq(users.id, scenario.userId("grace")));
  expect(await linkState(scenario, link)).toBe("unknown");
  expect(await find("password")).toBeNull();
});
