import { expect, test } from "vitest";
import { Limited } from "@/db/errors";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { seedScenario } from "@/db/testing/scenario";
import type { OwnChange } from "./change-own-account";
import { setLanguage } from "./language";
import { setResponseEmails } from "./response-emails";
import { setTimeZone } from "./time-zone";

const { db } = testDatabase();

test.each<
  [
    string,
    "users.language" | "users.time-zone" | "users.response-emails",
    (call: OwnChange, isEven: boolean) => Promise<void>,
  ]
>([
  ["language", "users.language", (call, isEven) => setLanguage({ ...call, language: isEven ? "de" : "fr" })],
  [
    "time zone",
    "users.time-zone",
    (call, isEven) => setTimeZone({ ...call, timeZone: isEven ? "Asia/Tokyo" : null }),
  ],
  [
    "choice of emails",
    "users.response-emails",
    (call, isEven) => setResponseEmails({ ...call, wanted: isEven }),
  ],
])(
  "an account that keeps changing its %s fills the audit log with at most 60 events an hour",
  async (_, action, change) => {
    const scenario = await seedScenario(db);
    const call = { db, session: await scenario.session("sam"), address: "192.0.2.7" };
    for (let time = 0; time < 60; time++) await change(call, time % 2 === 0);
    const attempt = change(call, true);
    await expect(attempt).rejects.toThrow(Limited);
    await expect(attempt).rejects.toThrow(
      "You can change your preferences 60 times an hour. Try again in 60 minutes.",
    );
    expect(await auditOf(scenario, "acme", action)).toHaveLength(60);
  },
);
