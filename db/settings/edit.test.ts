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

/** Returns the fields that fail validation. */
const invalidFields = (form: Form) => {
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

const createImage = async (background = "#0f766e") =>
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
  editLogo({ ctx: await scenario.contextOf("alex", "acme"), input: { logo: await createImage(background) } });

describe("changing the settings", () => {
  test("changes apply to the next request, and the audit log records the old and new values", async () => {
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

  test("unchanged settings are neither written nor recorded", async () => {
    const scenario = await seedScenario(db);
    expect(await edit(scenario, {})).toBe(false);
    expect(await edit(scenario, { shown: "" })).toBe(false);
    expect(await auditOf(scenario, "acme", "settings.edit")).toEqual([]);
  });

  test("simultaneous changes to different settings are both kept", async () => {
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

  test("the last change to a setting wins, and the audit log records both changes", async () => {
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

  test("a new lifetime applies to new invitations and not to those already sent", async () => {
    const scenario = await seedScenario(db);
    const before = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await edit(scenario, { lifetime: "1" });
    const after = await scenario.inviteAndDeliver("alex", "acme", "linus");
    expect([before.lifetimeHours, after.lifetimeHours]).toEqual([72, 1]);
    expect(await stateOf(scenario, before.link, "grace")).toMatchObject({ offer: { lifetimeHours: 72 } });
  });
});

describe("valid settings", () => {
  test.each([
    [{ lifetime: "1" }, 1],
    [{ lifetime: "720" }, 720],
    [{ lifetime: "1", lifetimeUnit: "days" }, 24],
    [{ lifetime: "30", lifetimeUnit: "days" }, 720],
  ])("a lifetime of %j is accepted", async (form, hours) => {
    const scenario = await seedScenario(db);
    await edit(scenario, form);
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
  ])("the sender name must be one line of at most 64 visible characters, not %j", (senderName) =>
    expect(invalidFields({ senderName })).toEqual(["senderName"]),
  );

  test.each(["x".repeat(64), "Żółć 👩‍🚀", "Acme, Inc. <3", "می‌خواهم"])(
    "the sender name can be %j",
    (senderName) => expect(invalidFields({ senderName })).toBeUndefined(),
  );

  test.each(["red", "#fff", "#1a56dg", "1a56db", "#1a56db; color: red", "url(x)"])(
    "a color must be #rrggbb, not %j",
    (color) => expect(invalidFields({ color })).toEqual(["color"]),
  );

  test("a color with too little contrast with white is rejected, and the error states the contrast", () => {
    const { error } = settingsInput.safeParse({ ...FORM, color: "#ffd400" });
    expect(error?.issues[0]?.message).toBe(
      "#ffd400 stands out from white with 1.4:1 only; a button needs 3:1. Choose a darker colour.",
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
    ]) {
      await expect(
        db.execute(sql`update organizations set ${assignment} where id = ${id}`),
      ).rejects.toThrow();
    }
    const large = { organizationId: id, png: Buffer.alloc(65_537), width: 1, height: 1 };
    await expect(db.insert(organizationLogos).values(large)).rejects.toThrow();
  });
});

describe("the logo", () => {
  test("can be uploaded 20 times an hour per organization, and files that aren't images count too", async () => {
    const scenario = await seedScenario(db);
    const upload = async (by: "alex" | "ada", logo: File) =>
      editLogo({ ctx: await scenario.contextOf(by, "acme"), input: { logo } });
    const text = new File(["no image"], "logo.png");
    for (let time = 0; time < 19; time++) await expect(upload("alex", text)).rejects.toThrow(Invalid);
    await upload("alex", await createImage("#0f766e"));
    for (const by of ["alex", "ada"] as const) {
      await expect(upload(by, text)).rejects.toThrow(
        /^A logo can be uploaded 20 times an hour\. Try again in \d+ minutes\.$/,
      );
    }
  });

  test("can be set, replaced and removed, and the audit log records each change", async () => {
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

  test("is validated by its content, not its name, and an invalid file changes nothing", async () => {
    const scenario = await seedScenario(db);
    await upload(scenario);
    const before = await settingsOf(scenario);
    const html = new File(["<!doctype html><script>alert(1)</script>"], "logo.png", { type: "image/png" });
    await expect(
      editLogo({ ctx: await scenario.contextOf("alex", "acme"), input: { logo: html } }),
    ).rejects.toThrow(Invalid);
    expect(await settingsOf(scenario)).toEqual(before);
  });

  test("must be a file of at most 1 MB", () => {
    const messageFor = (logo: unknown) => logoInput.safeParse({ logo }).error?.issues[0]?.message;
    expect(messageFor(new File([new Uint8Array(1_000_000)], "x"))).toBeUndefined();
    expect(messageFor(new File([new Uint8Array(1_000_001)], "x"))).toContain("larger than 1 MB");
    for (const invalid of [new File([], ""), "x", null, undefined])
      expect(messageFor(invalid)).toBe("Choose an image first.");
  });

  test("appears only in emails of its organization, with a version that changes with the image", async () => {
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

test("restoring the defaults resets all settings except the name", async () => {
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
    const input = settingsInput.parse({ ...FORM, name: "Mine" });
    await expect(editSettings({ ctx, input })).rejects.toThrow(Forbidden);
    await expect(editLogo({ ctx, input: { logo: await createImage() } })).rejects.toThrow(Forbidden);
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
