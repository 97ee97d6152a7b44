import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { changePassword } from "@/db/passwords/change";
import { hashPassword } from "@/db/passwords/hash";
import { InvalidLink, setPassword } from "@/db/passwords/set";
import { passwordLinks, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { linkState, NEW_PASSWORD, sentLink } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { beginLinkDelivery } from "./deliver-link";
import { processResetRequest } from "./process-reset-request";
import { queuePasswordLink } from "./queue-link";

const { db } = testDatabase();

describe("a password link", () => {
  test("stops working when an administrator sends a new one, and retries send the same new link", async () => {
    const scenario = await seedScenario(db);
    const one = await sentLink(scenario, "grace");
    await db.transaction((tx) => queuePasswordLink(tx, scenario.userId("grace")));
    await expect(setPassword(one.use)).rejects.toThrow(InvalidLink);
    const [two, three] = [
      await beginLinkDelivery({ db, keys, userId: scenario.userId("grace") }),
      await beginLinkDelivery({ db, keys, userId: scenario.userId("grace") }),
    ];
    if (!two || "deferReason" in two || !three || "deferReason" in three)
      throw new Error("Nothing was sent again.");
    expect(two.link).not.toBe(one.link);
    expect(three).toEqual({ ...two, repeated: true });
    expect(await setPassword({ ...one.use, link: two.link })).toMatchObject({ username: "grace" });
  });

  test("stays valid when another is requested, which sends the same link for a full hour", async () => {
    const scenario = await seedScenario(db);
    const userId = scenario.userId("grace");
    await setPassword((await sentLink(scenario, "grace")).use);
    const one = await sentLink(scenario, "grace");
    expect(one.lifetimeHours).toBe(1);
    await ageLink(userId, { requested: "50 minutes", expires: "10 minutes" });
    const again = await requestAgain(scenario);
    expect(await linkState(scenario, one.link)).toBe("ready");
    expect(again).toMatchObject({ link: one.link, linkId: one.linkId, sending: one.sending + 1 });
    expect(Math.abs(again.expiresAt.getTime() - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect(await setPassword(one.use)).toMatchObject({ username: "grace" });
  });

  test("is replaced by the next request if it has expired or is a day old", async () => {
    const scenario = await seedScenario(db);
    const userId = scenario.userId("grace");
    const one = await sentLink(scenario, "grace");
    await ageLink(userId, { requested: "25 hours", expires: "10 minutes" });
    const two = await requestAgain(scenario);
    await ageLink(userId, { requested: "2 hours", expires: "-1 second" });
    const three = await requestAgain(scenario);
    expect(new Set([one.link, two.link, three.link]).size).toBe(3);
    expect(await linkState(scenario, one.link)).toBe("unknown");
    expect(await linkState(scenario, two.link)).toBe("unknown");
    expect(await linkState(scenario, three.link)).toBe("ready");
  });

  test("is replaced by the next request if it was used", async () => {
    const scenario = await seedScenario(db);
    const one = await sentLink(scenario, "grace");
    await setPassword(one.use);
    expect((await sentLink(scenario, "grace")).link).not.toBe(one.link);
    expect(await linkState(scenario, one.link)).toBe("unknown");
  });

  test("expires after 24 hours if it is the first one, without a cleanup job, and reads as expired", async () => {
    const scenario = await seedScenario(db);
    const { use, link, expiresAt } = await sentLink(scenario, "sam");
    expect(Math.abs(expiresAt.getTime() - Date.now() - 24 * 3_600_000)).toBeLessThan(60_000);
    await db
      .update(passwordLinks)
      .set({ expiresAt: sql`now()` })
      .where(eq(passwordLinks.userId, scenario.userId("sam")));
    await expect(setPassword(use)).rejects.toThrow(InvalidLink);
    expect(await linkState(scenario, link)).toBe("expired");
    expect(await auditOf(scenario, "acme", "passwords.set")).toMatchObject([
      { outcome: "refused", subjectName: "sam" },
    ]);
  });

  test("doesn't work while the account is disabled, and works again if the account is enabled in time", async () => {
    const scenario = await seedScenario(db);
    const { use, link } = await sentLink(scenario, "sam");
    await disableUser({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { userId: scenario.userId("sam") },
    });
    await expect(setPassword(use)).rejects.toThrow(InvalidLink);
    expect(await linkState(scenario, link)).toBe("unknown");
    await db
      .update(users)
      .set({ disabledAt: null })
      .where(eq(users.id, scenario.userId("sam")));
    expect(await setPassword(use)).toMatchObject({ username: "sam" });
  });

  test("doesn't work while an ancestor of the organization is inactive", async () => {
    const scenario = await seedScenario(db);
    const { use, link } = await sentLink(scenario, "elena");
    await db.execute(
      sql`update organizations set disabled_at = now() where id = ${scenario.organizations.acme.id}`,
    );
    expect(await linkState(scenario, link)).toBe("unknown");
    await expect(setPassword(use)).rejects.toThrow(InvalidLink);
  });

  test("stops working when the password is changed another way", async () => {
    const scenario = await seedScenario(db);
    const { use } = await sentLink(scenario, "grace");
    const current = "an old password of grace's";
    await db
      .update(users)
      .set({ passwordHash: await hashPassword(current) })
      .where(eq(users.id, scenario.userId("grace")));
    const session = await scenario.session("grace");
    await changePassword({ db, session, input: { current, password: NEW_PASSWORD }, address: "x" });
    await expect(setPassword({ ...use, password: "another long password" })).rejects.toThrow(InvalidLink);
  });
});

/** Sets how long ago the link was requested and how soon it expires. */
async function ageLink(userId: string, { requested, expires }: { requested: string; expires: string }) {
  await db.execute(sql`
    update password_links set requested_at = now() - ${requested}::interval, expires_at = now() + ${expires}::interval
    where user_id = ${userId}`);
}

/** Requests a reset for grace on the "Forgot password" page and sends the email. */
async function requestAgain(scenario: Scenario) {
  const userId = scenario.userId("grace");
  const account = { root: scenario.handle, organizationId: scenario.organizations.meridian.id, userId };
  await processResetRequest({ db, account, address: "192.0.2.7" });
  const sending = await beginLinkDelivery({ db, keys, userId });
  if (!sending || "deferReason" in sending) throw new Error("Nothing was sent.");
  return sending;
}
