import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { organizations, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

test("an email has the language and the time zone of its recipient's account, else those of the organization", async () => {
  const scenario = await seedScenario(db);
  const acme = eq(organizations.id, scenario.organizations.acme.id);
  await db.update(organizations).set({ timeZone: "America/Los_Angeles", defaultLocale: "ja" }).where(acme);
  const first = await scenario.inviteAndDeliver("alex", "acme", "grace");
  expect(first.reader).toEqual({ locale: "ja", timeZone: "America/Los_Angeles" });

  const linus = eq(users.id, scenario.userId("linus"));
  await db.update(users).set({ timeZone: "Pacific/Auckland", locale: "de" }).where(linus);
  const second = await scenario.inviteAndDeliver("alex", "acme", "linus");
  expect(second.reader).toEqual({ locale: "de", timeZone: "Pacific/Auckland" });
  // The last day of the membership is the organization's.
  expect(second.timeZone).toBe("America/Los_Angeles");
});
