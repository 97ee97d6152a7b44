import { sql } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { Forbidden, Invalid } from "@/db/errors";
import { organizationLogos, organizations } from "@/db/schema";
import { editSettings, restoreDefaults } from "@/db/settings/edit";
import { editLogo, removeLogo } from "@/db/settings/edit-logo";
import { logoInput, settingsInput } from "@/db/settings/input";
import { testDatabase } from "@/db/testing/database";
import { auditOf, stateOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { getSettings } from "./get";

const { db } = testDatabase();

const FORM = {
  name: "Acme Travel",
  lifetime: "72",
  lifetimeUnit: "hours",
  sessionIdle: "12",
  sessionIdleUnit: "hours",
  senderName: "",
  color: "",
  shown: JSON.stringify({ name: "Acme Travel", lifetimeHours: 72, senderName: null, color: null }),
};
type Form = Partial<typeof FORM>;

/** The fields with which something is wrong. */
const wrong = (form: Form) => {
  const { error } = settingsInput.safeParse({ ...FORM, ...form });
  return error && [...new Set(error.issues.map(({ path }) => path.join(".")))];
};

const edit = async (scenario: Scenario, form: Form, by: "alex" | "ada" = "alex") =>
  editSettings({
    ctx: await scenario.contextOf(by, "acme"),
    input: settingsInput.parse({ ...FORM, ...form }),
  });

const settingsOf = async (scenario: Scenario) =>
  getSettings({ ctx: await scenario.contextOf("alex", "acme") });

const picture = async (background = "#0f766e") =>
  new File(
    [
      new Uint8Array(
        await sharp({ create: { width: 40, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    ],
    "logo.png",
  );

const upload = async (scenario: Scenario, background?: string) =>
  editLogo({ ctx: await scenario.contextOf("alex", "acme"), input: { logo: await picture(background) } });

describe("changing the settings", () => {
  test("they hold at the next request, and the audit says what was changed from what to what", async () => {
    const scenario = await seedScenario(db);
    const form = {
      name: "Acme Journeys",
      lifetime: "2",
      lifetimeUnit: "days",
      senderName: " Acme ",
      color: "#1A56DB",
    };
    expect(await edit(scenario, form)).toBe(true);
    expect((await settingsOf(scenario)).settings).toEqual({
      name: "Acme Journeys",
      lifetimeHours: 48,
      sessionIdleHours: 12,
      senderName: "Acme",
      color: "#1a56db",
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
        },
      },
    });
  });

  test("what is as it was is neither written nor recorded", async () => {
    const scenario = await seedScenario(db);
    expect(await edit(scenario, {})).toBe(false);
    expect(await edit(scenario, { shown: "" })).toBe(false);
    expect(await auditOf(scenario, "acme", "settings.edit")).toEqual([]);
  });

  test("of two who change different settings at once, both changes are kept", async () => {
    const scenario = await seedScenario(db);
    const results = await race(db, [
      () => edit(scenario, { name: "Acme Journeys" }),
      () => edit(scenario, { color: "#1a56db" }, "ada"),
    ]);
    expect(results).toMatchObject([{ value: true }, { value: true }]);
    expect((await settingsOf(scenario)).settings).toMatchObject({
      name: "Acme Journeys",
      color: "#1a56db",
    });
    expect(await auditOf(scenario, "acme", "settings.edit")).toHaveLength(2);
  });

  test("of two who change the same thing the last wins, and the audit tells of both", async () => {
    const scenario = await seedScenario(db);
    await edit(scenario, { name: "One" });
    await edit(scenario, { name: "Two" }, "ada");
    expect((await settingsOf(scenario)).settings.name).toBe("Two");
    const events = await auditOf(scenario, "acme", "settings.edit");
    expect(events.map(({ details }) => details)).toEqual([
      { changes: { name: ["Acme Travel", "One"] } },
      { changes: { name: ["One", "Two"] } },
    ]);
  });

  test("a new lifetime holds for invitations from then on, and leaves those that are out", async () => {
    const scenario = await seedScenario(db);
    const before = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await edit(scenario, { lifetime: "1" });
    const after = await scenario.inviteAndDeliver("alex", "acme", "linus");
    expect([before.lifetimeHours, after.lifetimeHours]).toEqual([72, 1]);
    expect(await stateOf(scenario, before.link, "grace")).toMatchObject({ offer: { lifetimeHours: 72 } });
  });
});

describe("what the settings may be", () => {
  test.each([
    [{ lifetime: "1" }, 1],
    [{ lifetime: "720" }, 720],
    [{ lifetime: "1", lifetimeUnit: "days" }, 24],
    [{ lifetime: "30", lifetimeUnit: "days" }, 720],
  ])("a lifetime of %j", async (form, hours) => {
    const scenario = await seedScenario(db);
    await edit(scenario, form);
    expect((await settingsOf(scenario)).settings.lifetimeHours).toBe(hours);
  });

  test.each([
    ...["0", "721", "999", "1000", "-1", "1.5", "1e2", "", " ", "x", "٣"].map((lifetime) => ({ lifetime })),
    ...["0", "31", "720"].map((lifetime) => ({ lifetime, lifetimeUnit: "days" })),
  ])("a lifetime is from 1 hour to 30 days: not %j", (form) => expect(wrong(form)).toEqual(["lifetime"]));

  test.each(["", "weeks", "constructor"])("its unit is hours or days: not %j", (lifetimeUnit) =>
    expect(wrong({ lifetimeUnit })).toEqual(["lifetimeUnit"]),
  );

  test.each(["", "  ", "x".repeat(121), "a\nb", "a\u0000b", "\ud800", "a\u2028b"])(
    "the name is one line of 1 to 120 characters: not %j",
    (name) => expect(wrong({ name })).toEqual(["name"]),
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
  ])("the sender's name is one line of at most 64 characters that can be seen: not %j", (senderName) =>
    expect(wrong({ senderName })).toEqual(["senderName"]),
  );

  test.each(["x".repeat(64), "Żółć 👩‍🚀", "Acme, Inc. <3", "می‌خواهم"])(
    "the sender's name can be %j",
    (senderName) => expect(wrong({ senderName })).toBeUndefined(),
  );

  test.each(["red", "#fff", "#1a56dg", "1a56db", "#1a56db; color: red", "url(x)"])(
    "a colour is #rrggbb: not %j",
    (color) => expect(wrong({ color })).toEqual(["color"]),
  );

  test("a colour that does not stand out from white is refused with the figure", () => {
    const { error } = settingsInput.safeParse({ ...FORM, color: "#ffd400" });
    expect(error?.issues[0]?.message).toBe(
      "#ffd400 stands out from white with 1.4:1 only; a button needs 3:1. Choose a darker colour.",
    );
  });

  test("the database holds to the same bounds", async () => {
    const { id } = (await seedScenario(db)).organizations.acme;
    for (const wrong of [
      sql`invitation_lifetime_hours = 0`,
      sql`invitation_lifetime_hours = 721`,
      sql`sender_name = ''`,
      sql`sender_name = repeat('x', 65)`,
      sql`color = 'red'`,
      sql`color = '#1A56DB'`,
      sql`name = ''`,
    ]) {
      await expect(db.execute(sql`update organizations set ${wrong} where id = ${id}`)).rejects.toThrow();
    }
    const large = { organizationId: id, png: Buffer.alloc(65_537), width: 1, height: 1 };
    await expect(db.insert(organizationLogos).values(large)).rejects.toThrow();
  });
});

describe("the logo", () => {
  test("is drawn 20 times an hour for an organization, and what is no image counts, too", async () => {
    const scenario = await seedScenario(db);
    const upload = async (by: "alex" | "ada", logo: File) =>
      editLogo({ ctx: await scenario.contextOf(by, "acme"), input: { logo } });
    const text = new File(["no image"], "logo.png");
    for (let time = 0; time < 19; time++) await expect(upload("alex", text)).rejects.toThrow(Invalid);
    await upload("alex", await picture("#0f766e"));
    for (const by of ["alex", "ada"] as const) {
      await expect(upload(by, text)).rejects.toThrow(
        /^A logo can be uploaded 20 times an hour\. Try again in \d+ minutes\.$/,
      );
    }
  });

  test("is set, replaced and removed, and the audit has each", async () => {
    const scenario = await seedScenario(db);
    await upload(scenario);
    const { logo } = await settingsOf(scenario);
    expect(logo).toEqual({
      src: expect.stringMatching(/^data:image\/png;base64,[\w+/]+=*$/),
      width: 40,
      height: 20,
    });
    await upload(scenario, "#ff0000");
    expect((await settingsOf(scenario)).logo?.src).not.toBe(logo?.src);
    const ctx = await scenario.contextOf("alex", "acme");
    expect(await removeLogo({ ctx, input: {} })).toBe(true);
    expect(await removeLogo({ ctx, input: {} })).toBe(false);
    expect((await settingsOf(scenario)).logo).toBeNull();
    const events = await auditOf(scenario, "acme", "settings.edit");
    expect(events.map(({ details }) => details)).toEqual([
      { changes: { logo: [null, "set"] } },
      { changes: { logo: ["set", "replaced"] } },
      { changes: { logo: ["set", "removed"] } },
    ]);
  });

  test("is told by its content, not by its name, and what is none changes nothing", async () => {
    const scenario = await seedScenario(db);
    await upload(scenario);
    const before = await settingsOf(scenario);
    const html = new File(["<!doctype html><script>alert(1)</script>"], "logo.png", { type: "image/png" });
    await expect(
      editLogo({ ctx: await scenario.contextOf("alex", "acme"), input: { logo: html } }),
    ).rejects.toThrow(Invalid);
    expect(await settingsOf(scenario)).toEqual(before);
  });

  test("is at most 1 MB when it is sent, and is a file", () => {
    const words = (logo: unknown) => logoInput.safeParse({ logo }).error?.issues[0]?.message;
    expect(words(new File([new Uint8Array(1_000_000)], "x"))).toBeUndefined();
    expect(words(new File([new Uint8Array(1_000_001)], "x"))).toContain("larger than 1 MB");
    for (const none of [new File([], ""), "x", null, undefined])
      expect(words(none)).toBe("Choose an image first.");
  });

  test("goes with its organization, and with a mail in a version that changes with the picture", async () => {
    const scenario = await seedScenario(db);
    await upload(scenario);
    const one = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await upload(scenario, "#ff0000");
    const two = await scenario.inviteAndDeliver("alex", "acme", "linus");
    expect(one.logo).toMatchObject({ width: 40, height: 20 });
    expect(two.logo?.version).not.toBe(one.logo?.version);
    expect((await scenario.inviteAndDeliver("ada", "globex", "grace")).logo).toBeNull();
  });
});

test("the defaults are put back at once, but for the name", async () => {
  const scenario = await seedScenario(db);
  await edit(scenario, { name: "Acme", lifetime: "5", senderName: "Service", color: "#1a56db" });
  await upload(scenario);
  const ctx = await scenario.contextOf("alex", "acme");
  expect(await restoreDefaults({ ctx, input: {} })).toBe(true);
  expect(await settingsOf(scenario)).toMatchObject({
    settings: { name: "Acme", lifetimeHours: 72, senderName: null, color: null },
    logo: null,
  });
  expect(await restoreDefaults({ ctx, input: {} })).toBe(false);
  expect((await auditOf(scenario, "acme", "settings.edit")).at(-1)?.details).toEqual({
    changes: {
      lifetimeHours: [5, 72],
      senderName: ["Service", null],
      color: ["#1a56db", null],
      logo: ["set", "removed"],
    },
  });
});

describe("who may", () => {
  test("see them is whoever has settings.view, change them whoever has settings.edit, and refusals are recorded", async () => {
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
    const input = settingsInput.parse({ ...FORM, name: "Mine" });
    await expect(editSettings({ ctx, input })).rejects.toThrow(Forbidden);
    await expect(editLogo({ ctx, input: { logo: await picture() } })).rejects.toThrow(Forbidden);
    await expect(removeLogo({ ctx, input: {} })).rejects.toThrow(Forbidden);
    await expect(restoreDefaults({ ctx, input: {} })).rejects.toThrow(Forbidden);
    expect(await settingsOf(scenario)).toEqual(before);
    // Refusals of one kind are recorded once an hour.
    const events = await auditOf(scenario, "acme", "settings.edit");
    expect(events.map(({ outcome }) => outcome)).toEqual(["refused"]);
  });

  test("change them is told by role and group", async () => {
    const scenario = await seedScenario(db);
    const { id } = scenario.organizations.acme;
    const editing = await seedGroup(db, id, ["settings.view", "settings.edit"]);
    await seedGroup(db, scenario.organizations.globex.id, ["settings.edit"]);
    expect((await settingsOf(scenario)).editors).toEqual([
      { role: "Administrator", groups: ["Administrators"] },
      { role: editing.name, groups: [editing.name] },
    ]);
  });

  test("an organization's settings are its own", async () => {
    const scenario = await seedScenario(db);
    await edit(scenario, { name: "Renamed", color: "#1a56db" });
    const others = await db
      .select({ color: organizations.color, name: organizations.name })
      .from(organizations)
      .where(
        sql`root_id = ${scenario.organizations.meridian.id} and id <> ${scenario.organizations.acme.id}`,
      );
    expect(others.filter(({ name, color }) => name === "Renamed" || color !== null)).toEqual([]);
  });
});
