import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { organizationLogos } from "@/db/schema";
import { settingsInput } from "@/db/settings/input";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";
import { editSettingsOf, SETTINGS_FORM, type SettingsForm, settingsOf } from "@/db/testing/settings";
import { translatorFor } from "@/i18n/translator";
import { fieldText } from "@/lib/fields";

const { db } = testDatabase();

/** Returns the fields that fail validation. */
const invalidFields = (form: SettingsForm) => {
  const { error } = settingsInput.safeParse({ ...SETTINGS_FORM, ...form });
  return error && [...new Set(error.issues.map(({ path }) => path.join(".")))];
};

describe("valid settings", () => {
  test.each([
    [{ lifetime: "1" }, 1],
    [{ lifetime: "720" }, 720],
    [{ lifetime: "1", lifetimeUnit: "days" }, 24],
    [{ lifetime: "30", lifetimeUnit: "days" }, 720],
  ])("a lifetime of %j is accepted", async (form, hours) => {
    const scenario = await seedScenario(db);
    await editSettingsOf(scenario, form);
    expect((await settingsOf(scenario)).settings.lifetimeHours).toBe(hours);
  });

  test.each([
    ...["0", "721", "999", "1000", "-1", "1.5", "1e2", "", " ", "x", "٣"].map((lifetime) => ({ lifetime })),
    ...["0", "31", "720"].map((lifetime) => ({ lifetime, lifetimeUnit: "days" })),
  ])("a lifetime must be from 1 hour to 30 days, not %j", (form) =>
    expect(invalidFields(form)).toEqual(["lifetime"]),
  );

  test.each(["", "weeks", "constructor"])(
    "the unit of the lifetime must be hours or days, not %j",
    (lifetimeUnit) => expect(invalidFields({ lifetimeUnit })).toEqual(["lifetimeUnit"]),
  );

  test.each(["", "  ", "x".repeat(121), "a\nb", "a\u0000b", "\ud800", "a\u2028b"])(
    "the name must be one line of 1 to 120 characters, not %j",
    (name) => expect(invalidFields({ name })).toEqual(["name"]),
  );

  test.each([
    "x".repeat(65),
    "a\r\nBcc: b",
    "a\u0000",
    "a\u2028b",
    "\u202egnp",
    "a\u200bb",
    "a\ufeffb",
    "\u200d",
    "\u3164",
    "\u2800",
    "\ufffc",
    "Acme\u034f",
  ])("the sender name must be one line of at most 64 visible characters, not %j", (senderName) =>
    expect(invalidFields({ senderName })).toEqual(["senderName"]),
  );

  test.each(["x".repeat(64), "Żółć 👩‍🚀", "Acme, Inc. <3", "می‌خواهم"])(
    "the sender name can be %j",
    (senderName) => expect(invalidFields({ senderName })).toBeUndefined(),
  );

  test.each(["en", "pt-BR", "ja"])("the default language can be %j", (defaultLanguage) =>
    expect(invalidFields({ defaultLanguage })).toBeUndefined(),
  );

  test.each(["", "xx", "EN", "pt", "ar-XB", "en\u0000", "constructor"])(
    "the default language must be one that Usher has, not %j",
    (defaultLanguage) => expect(invalidFields({ defaultLanguage })).toEqual(["defaultLanguage"]),
  );

  test.each(["UTC", "America/Los_Angeles", "Asia/Kolkata"])("the time zone can be %j", (timeZone) =>
    expect(invalidFields({ timeZone })).toBeUndefined(),
  );

  test.each(["", "Mars/Olympus", "+02:00", "UTC\u0000", "constructor"])(
    "the time zone must be one that exists, not %j",
    (timeZone) => expect(invalidFields({ timeZone })).toEqual(["timeZone"]),
  );

  test.each(["red", "#fff", "#1a56dg", "1a56db", "#1a56db; color: red", "url(x)"])(
    "a color must be #rrggbb, not %j",
    (color) => expect(invalidFields({ color })).toEqual(["color"]),
  );

  test("a color with too little contrast with white is rejected, and the error states the contrast", () => {
    const { error } = settingsInput.safeParse({ ...SETTINGS_FORM, color: "#ffd400" });
    const [issue = { message: "" }] = error?.issues ?? [];
    expect(fieldText(translatorFor("en"), issue)).toBe(
      "#ffd400 is too light: its contrast with white is 1.4:1, and buttons need at least 3:1. Choose a darker color.",
    );
  });

  test("the database enforces the same limits", async () => {
    const { id } = (await seedScenario(db)).organizations.acme;
    for (const assignment of [
      sql`invitation_lifetime_hours = 0`,
      sql`invitation_lifetime_hours = 721`,
      sql`sender_name = ''`,
      sql`sender_name = repeat('x', 65)`,
      sql`color = 'red'`,
      sql`color = '#1A56DB'`,
      sql`name = ''`,
      sql`default_locale = 'xx'`,
      sql`default_locale = 'ar-XB'`,
    ]) {
      await expect(
        db.execute(sql`update organizations set ${assignment} where id = ${id}`),
      ).rejects.toThrow();
    }
    const large = { organizationId: id, png: Buffer.alloc(65_537), width: 1, height: 1 };
    await expect(db.insert(organizationLogos).values(large)).rejects.toThrow();
  });
});
