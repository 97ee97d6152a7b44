import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { users } from "@/db/schema";
import { endAllSessions } from "@/db/sessions/end";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import type { Locale } from "@/i18n/locale";
import { setLanguage } from "./language";

const { db } = testDatabase();

const setOf = async (scenario: Scenario, language: Locale | null) =>
  setLanguage({ db, session: await scenario.session("sam"), language, address: "192.0.2.7" });

const languageOf = async (scenario: Scenario) => {
  const [sam] = await db
    .select({ locale: users.locale })
    .from(users)
    .where(eq(users.id, scenario.userId("sam")));
  return sam?.locale;
};

describe("the language of an account", () => {
  test("is the browser's until the user chooses one, and the audit log records each change", async () => {
    const scenario = await seedScenario(db);
    expect(await languageOf(scenario)).toBeNull();
    await setOf(scenario, "de");
    expect(await languageOf(scenario)).toBe("de");
    await setOf(scenario, null);
    expect(await languageOf(scenario)).toBeNull();
    const events = await auditOf(scenario, "acme", "users.language");
    expect(events).toMatchObject([
      { actorName: "sam", subjectName: "sam", address: "192.0.2.7" },
      { actorName: "sam", subjectName: "sam", address: "192.0.2.7" },
    ]);
    expect(events.map(({ details }) => details.changes)).toEqual(
      expect.arrayContaining([{ language: [null, "de"] }, { language: ["de", null] }]),
    );
  });

  test("records nothing if it stays the same", async () => {
    const scenario = await seedScenario(db);
    await setOf(scenario, "de");
    await setOf(scenario, "de");
    expect(await auditOf(scenario, "acme", "users.language")).toHaveLength(1);
  });

  test("is the last of two that are chosen at the same time, and each event has the previous language", async () => {
    const scenario = await seedScenario(db);
    const session = await scenario.session("sam");
    const choose = (language: Locale) => () => setLanguage({ db, session, language, address: "x" });
    await race(db, [choose("de"), choose("fr")]);
    expect(await languageOf(scenario)).toBe("fr");
    const events = await auditOf(scenario, "acme", "users.language");
    expect(events.map(({ details }) => details.changes)).toEqual([
      { language: [null, "de"] },
      { language: ["de", "fr"] },
    ]);
  });

  testBothOrders("is changed before all sessions end, or not at all", async (reversed) => {
    const scenario = await seedScenario(db);
    const session = await scenario.session("sam");
    const [changed, ended] = await race(
      db,
      [
        () => setLanguage({ db, session, language: "de", address: "x" }),
        () => endAllSessions({ db, session, address: "x" }),
      ],
      { reversed },
    );
    expect(changed).toMatchObject(reversed ? { reason: expect.any(Forbidden) } : { status: "fulfilled" });
    expect(ended.status).toBe("fulfilled");
    expect(await languageOf(scenario)).toBe(reversed ? null : "de");
  });

  test("can't be changed with a session that has ended", async () => {
    const scenario = await seedScenario(db);
    const session = await scenario.session("sam");
    await endAllSessions({ db, session, address: "x" });
    await expect(setLanguage({ db, session, language: "de", address: "x" })).rejects.toThrow(Forbidden);
    expect(await languageOf(scenario)).toBeNull();
  });

  test("is one that Usher has", async () => {
    const scenario = await seedScenario(db);
    const language = "xx" as Locale; // safe: the test is about a value that the type doesn't have
    await expect(setOf(scenario, language)).rejects.toMatchObject({
      cause: expect.objectContaining({ constraint: "users_locale" }),
    });
  });
});
