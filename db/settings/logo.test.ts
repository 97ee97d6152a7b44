import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { Unavailable } from "@/db/connection/unavailable";
import { Invalid } from "@/db/errors";
import { isPassword } from "@/db/passwords/hash";
import { editLogo, removeLogo } from "@/db/settings/edit-logo";
import { logoInput } from "@/db/settings/input";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { seedScenario } from "@/db/testing/scenario";
import { createLogo, settingsOf, uploadLogo } from "@/db/testing/settings";

const { db } = testDatabase();

describe("the logo", () => {
  test("can be uploaded 20 times an hour per organization, and files that aren't images count too", async () => {
    const scenario = await seedScenario(db);
    const upload = async (by: "alex" | "ada", logo: File) =>
      editLogo({ ctx: await scenario.contextOf(by, "acme"), input: { logo } });
    const text = new File(["no image"], "logo.png");
    for (let time = 0; time < 19; time++) await expect(upload("alex", text)).rejects.toThrow(Invalid);
    await upload("alex", await createLogo("#0f766e"));
    for (const by of ["alex", "ada"] as const) {
      await expect(upload(by, text)).rejects.toThrow(
        /^A logo can be uploaded 20 times an hour\. Try again in \d+ minutes\.$/,
      );
    }
  });

  test("is drawn after those before it, so a password can be checked meanwhile, and ten can wait", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("alex", "acme");
    const create = { width: 2_000, height: 1_500, channels: 4, background: "#0f766e80" } as const;
    const interlaced = await sharp({ create }).toColourspace("rgb16").png({ progressive: true }).toBuffer();
    const input = { logo: new File([new Uint8Array(interlaced)], "logo.png") };
    const done: string[] = [];
    const uploads = Array.from({ length: 18 }, async () => {
      await editLogo({ ctx, input });
      done.push("logo");
    });
    await Promise.any(uploads);
    await isPassword(null, "wrong");
    done.push("password");
    const refused = (await Promise.allSettled(uploads)).filter(({ status }) => status === "rejected");
    expect(done.indexOf("password")).toBeLessThan(4);
    expect(refused.length, "some logos may be drawn before the last one arrives").toBeGreaterThan(0);
    expect(done.length, "one is drawn and ten wait").toBeGreaterThanOrEqual(11);
    for (const upload of refused)
      expect(upload).toEqual({ status: "rejected", reason: expect.any(Unavailable) });
  });

  test("can be set, replaced and removed, and the audit log records each change", async () => {
    const scenario = await seedScenario(db);
    await uploadLogo(scenario);
    const { logo } = await settingsOf(scenario);
    expect(logo).toEqual({
      src: expect.stringMatching(/^data:image\/png;base64,[\w+/]+=*$/),
      width: 40,
      height: 20,
    });
    await uploadLogo(scenario, "#ff0000");
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
    await uploadLogo(scenario);
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
    expect(messageFor(new File([new Uint8Array(1_000_001)], "x"))).toBe("logo-too-large");
    for (const invalid of [new File([], ""), "x", null, undefined])
      expect(messageFor(invalid)).toBe("no-image-chosen");
  });

  test("appears only in emails of its organization, with a version that changes with the image", async () => {
    const scenario = await seedScenario(db);
    await uploadLogo(scenario);
    const one = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await uploadLogo(scenario, "#ff0000");
    const two = await scenario.inviteAndDeliver("alex", "acme", "linus");
    expect(one.logo).toMatchObject({ width: 40, height: 20 });
    expect(two.logo?.version).not.toBe(one.logo?.version);
    expect((await scenario.inviteAndDeliver("ada", "globex", "grace")).logo).toBeNull();
  });
});
