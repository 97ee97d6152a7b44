import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { organizations } from "@/db/schema";
import { editSettings, restoreDefaults } from "@/db/settings/edit";
import { editLogo, removeLogo } from "@/db/settings/edit-logo";
import { settingsInput } from "@/db/settings/input";
import { testDatabase } from "@/db/testing/database";
import { auditOf, stateOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { createLogo, editSettingsOf, SETTINGS_FORM, settingsOf, uploadLogo } from "@/db/testing/settings";
import { getSettings } from "./get";

const { db } = testDatabase();

describe("changing the settings", () => {
  test("changes apply to the next request, and the audit log records the old and new values", async () => {
    const scenario = await seedScenario(db);
    const form = {
      name: "Acme Journeys",
      lifetime: "2",
      lifetimeUnit: "days",
      senderName: " Acme ",
      color: "#1A56DB",
      defaultLanguage: "ja",
      timeZone: "Pacific/Auckland",
    };
    expect(await editSettingsOf(scenario, form)).toBe(true);
    expect((await settingsOf(scenario)).settings).toEqual({
      name: "Acme Journeys",
      lifetimeHours: 48,
      sessionIdleHours: 12,
      senderName: "Acme",
      color: "#1a56db",
      timeZone: "Pacific/Auckland",
      defaultLanguage: "ja",
    });
    expect((await scenario.contextOf("ada", "europe")).organization.parent?.name).toBe("Acme Journeys");
    const [event] = await auditOf(scenario, "acme", "settings.edit");
    expect(event).toMatchObject({
      actorName: "alex",
      subjectName: "Acme Travel",
      details: {
        changes: {
          name: ["Acme Travel", "Acme Journeys"],
          lifetimeHours: [72, 48],
          senderName: [null, "Acme"],
          color: [null, "#1a56db"],
          defaultLanguage: ["en", "ja"],
          timeZone: ["UTC", "Pacific/Auckland"],
        },
      },
    });
  });

  test("unchanged settings are neither written nor recorded", async () => {
    const scenario = await seedScenario(db);
    expect(await editSettingsOf(scenario, {})).toBe(false);
    expect(await editSettingsOf(scenario, { shown: "" })).toBe(false);
    expect(await auditOf(scenario, "acme", "settings.edit")).toEqual([]);
  });

  test("simultaneous changes to different settings are both kept", async () => {
    const scenario = await seedScenario(db);
    const results = await race(db, [
      () => editSettingsOf(scenario, { name: "Acme Journeys" }),
      () => editSettingsOf(scenario, { color: "#1a56db" }, "ada"),
    ]);
    expect(results).toMatchObject([{ value: true }, { value: true }]);
    expect((await settingsOf(scenario)).settings).toMatchObject({
      name: "Acme Journeys",
      color: "#1a56db",
    });
    expect(await auditOf(scenario, "acme", "settings.edit")).toHaveLength(2);
  });

  test("the last change to a setting wins, and the audit log records both changes", async () => {
    const scenario = await seedScenario(db);
    await editSettingsOf(scenario, { name: "One" });
    await editSettingsOf(scenario, { name: "Two" }, "ada");
    expect((await settingsOf(scenario)).settings.name).toBe("Two");
    const events = await auditOf(scenario, "acme", "settings.edit");
    expect(events.map(({ details }) => details)).toEqual([
      { changes: { name: ["Acme Travel", "One"] } },
      { changes: { name: ["One", "Two"] } },
    ]);
  });

  test("a new lifetime applies to new invitations and not to those already sent", async () => {
    const scenario = await seedScenario(db);
    const before = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await editSettingsOf(scenario, { lifetime: "1" });
    const after = await scenario.inviteAndDeliver("alex", "acme", "linus");
    expect([before.lifetimeHours, after.lifetimeHours]).toEqual([72, 1]);
    expect(await stateOf(scenario, before.link, "grace")).toMatchObject({ offer: { lifetimeHours: 72 } });
  });
});

test("restoring the defaults resets all settings except the name", async () => {
  const scenario = await seedScenario(db);
  await editSettingsOf(scenario, {
    name: "Acme",
    lifetime: "5",
    senderName: "Service",
    color: "#1a56db",
    defaultLanguage: "de",
  });
  await uploadLogo(scenario);
  const ctx = await scenario.contextOf("alex", "acme");
  expect(await restoreDefaults({ ctx, input: {} })).toBe(true);
  expect(await settingsOf(scenario)).toMatchObject({
    settings: { name: "Acme", lifetimeHours: 72, senderName: null, color: null, defaultLanguage: "en" },
    logo: null,
  });
  expect(await restoreDefaults({ ctx, input: {} })).toBe(false);
  expect((await auditOf(scenario, "acme", "settings.edit")).at(-1)?.details).toEqual({
    changes: {
      lifetimeHours: [5, 72],
      senderName: ["Service", null],
      color: ["#1a56db", null],
      defaultLanguage: ["de", "en"],
      logo: ["set", "removed"],
    },
  });
});

describe("permissions", () => {
  test("viewing needs settings.view, editing needs settings.edit, and refusals are recorded", async () => {
    const scenario = await seedScenario(db);
    const { id } = scenario.organizations.acme;
    const [viewing, other] = [
      await seedGroup(db, id, ["settings.view"]),
      await seedGroup(db, id, ["users.view"]),
    ];
    await addToGroup(db, id, scenario.userId("sam"), other.id);
    await expect(getSettings({ ctx: await scenario.contextOf("sam", "acme") })).rejects.toThrow(Forbidden);
    await addToGroup(db, id, scenario.userId("sam"), viewing.id);
    const ctx = await scenario.contextOf("sam", "acme");
    expect((await getSettings({ ctx })).settings.name).toBe("Acme Travel");
    const before = await settingsOf(scenario);
    const input = settingsInput.parse({ ...SETTINGS_FORM, name: "Mine" });
    await expect(editSettings({ ctx, input })).rejects.toThrow(Forbidden);
    await expect(editLogo({ ctx, input: { logo: await createLogo() } })).rejects.toThrow(Forbidden);
    await expect(removeLogo({ ctx, input: {} })).rejects.toThrow(Forbidden);
    await expect(restoreDefaults({ ctx, input: {} })).rejects.toThrow(Forbidden);
    expect(await settingsOf(scenario)).toEqual(before);
    // Refusals of one kind are recorded once an hour.
    const events = await auditOf(scenario, "acme", "settings.edit");
    expect(events.map(({ outcome }) => outcome)).toEqual(["refused"]);
  });

  test("the roles and groups that can edit the settings are listed", async () => {
    const scenario = await seedScenario(db);
    const { id } = scenario.organizations.acme;
    const editing = await seedGroup(db, id, ["settings.view", "settings.edit"]);
    await seedGroup(db, scenario.organizations.globex.id, ["settings.edit"]);
    expect((await settingsOf(scenario)).editors).toEqual([
      { role: "Administrator", groups: ["Administrators"] },
      { role: editing.name, groups: [editing.name] },
    ]);
  });

  test("changing an organization's settings doesn't change those of others", async () => {
    const scenario = await seedScenario(db);
    await editSettingsOf(scenario, { name: "Renamed", color: "#1a56db" });
    const others = await db
      .select({ color: organizations.color, name: organizations.name })
      .from(organizations)
      .where(
        sql`root_id = ${scenario.organizations.meridian.id} and id <> ${scenario.organizations.acme.id}`,
      );
    expect(others.filter(({ name, color }) => name === "Renamed" || color !== null)).toEqual([]);
  });
});
