import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Invalid } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { InvitationClosed } from "@/db/invitations/respond";
import { changePassword } from "@/db/passwords/change";
import { hashPassword } from "@/db/passwords/hash";
import { InvalidLink, setPassword } from "@/db/passwords/set";
import { findPasswordState } from "@/db/passwords/state";
import { passwordLinks, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { linkState, NEW_PASSWORD, passwordHashOf, sentLink, signsIn } from "@/db/testing/passwords";
import { auditOf, stateOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { beginLinkDelivery, settleLinkDelivery } from "./deliver-link";
import { processResetRequest } from "./process-reset-request";
import { queuePasswordLink } from "./queue-link";

const { db } = testDatabase();

describe("a password link", () => {
  test("sets the password of its account, which can then sign in", async () => {
    const scenario = await seedScenario(db);
    const { use, first, organizationName, user } = await sentLink(scenario, "sam");
    expect({ first, organizationName, user }).toEqual({
      first: true,
      organizationName: "Acme Travel",
      user: { username: "sam", name: "sam of acme", email: "sam@acme.example" },
    });
    expect(await setPassword(use)).toMatchObject({
      username: "sam",
      organization: { id: scenario.organizations.acme.id, handle: scenario.handle },
    });
    expect(await signsIn(scenario, "sam", "acme", NEW_PASSWORD)).toBe(true);
    expect(await auditOf(scenario, "acme", "passwords.set")).toMatchObject([
      { outcome: "done", actorName: "sam", subjectName: "sam", address: "192.0.2.1", details: {} },
    ]);
    expect((await sentLink(scenario, "sam")).first).toBe(false);
  });

  test("changes nothing when it is opened, even repeatedly", async () => {
    const scenario = await seedScenario(db);
    const { link } = await sentLink(scenario, "grace");
    const row = async () =>
      db
        .select()
        .from(passwordLinks)
        .where(eq(passwordLinks.userId, scenario.userId("grace")));
    const before = await row();
    for (let time = 0; time < 10; time++) expect(await linkState(scenario, link)).toBe("ready");
    expect(await row()).toEqual(before);
    expect(await passwordHashOf(scenario, "grace")).toBeNull();
  });

  test("is stored only as a hash, and so is the password", async () => {
    const scenario = await seedScenario(db);
    const { link, use } = await sentLink(scenario, "grace");
    const dump = async () => {
      const [row] = await db.execute<{ text: string }>(sql`
        select string_agg(t::text, ' ') as text from (
          select to_jsonb(l) as t from password_links l union all select to_jsonb(a) from audit_events a
          union all select to_jsonb(u) from users u union all select to_jsonb(j) from graphile_worker.jobs j) as everything`);
      return row?.text ?? "";
    };
    expect(await dump()).toContain("send-password-link");
    expect(await dump()).not.toContain(link);
    await setPassword(use);
    expect(await dump()).not.toContain(NEW_PASSWORD);
  });

  test.each([
    ["altered", (link: string) => `${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`],
    ["truncated", (link: string) => link.slice(0, -1)],
    ["in the wrong case", (link: string) => link.toUpperCase()],
    ["preceded by a space", (link: string) => ` ${link}`],
    ["empty", () => ""],
    ["10 kB long", () => "a".repeat(10_000)],
    ["a list", (link: string) => [link]],
    ["missing", () => undefined],
  ])("is unknown if it is %s", async (_, change) => {
    const scenario = await seedScenario(db);
    const { use, link: sent } = await sentLink(scenario, "grace");
    const link = change(sent);
    if (link === sent) return;
    expect(await linkState(scenario, link)).toBe("unknown");
    await expect(setPassword({ ...use, link })).rejects.toThrow(InvalidLink);
    expect(await passwordHashOf(scenario, "grace")).toBeNull();
  });

  test("works only once", async () => {
    const scenario = await seedScenario(db);
    const { use, link } = await sentLink(scenario, "grace");
    await setPassword(use);
    expect(await linkState(scenario, link)).toBe("unknown");
    await expect(setPassword({ ...use, password: "another long password" })).rejects.toThrow(InvalidLink);
    expect(await signsIn(scenario, "grace", "meridian", NEW_PASSWORD)).toBe(true);
  });

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

  test("still works after a short or common password is rejected", async () => {
    const scenario = await seedScenario(db);
    const { use } = await sentLink(scenario, "grace");
    for (const password of ["short", "password1234", "grace of meridian", "x".repeat(129)]) {
      await expect(setPassword({ ...use, password })).rejects.toThrow(Invalid);
    }
    expect(await setPassword(use)).toMatchObject({ username: "grace" });
  });

  test("can't accept an invitation, and an invitation link can't set a password", async () => {
    const scenario = await seedScenario(db);
    const { answer } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const { use, link } = await sentLink(scenario, "grace");
    await expect(setPassword({ ...use, link: answer.link })).rejects.toThrow(InvalidLink);
    expect(await linkState(scenario, answer.link)).toBe("unknown");
    await expect(acceptInvitation({ ...answer, link })).rejects.toThrow(InvitationClosed);
    expect(await stateOf(scenario, link, "grace")).toEqual({ state: "unknown" });
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

test("a link used 10 times at the same time sets one password", async () => {
  const scenario = await seedScenario(db);
  const { use } = await sentLink(scenario, "grace");
  const password = (at: number) => `${NEW_PASSWORD} ${at}`;
  const [first, ...others] = await race(
    db,
    Array.from({ length: 10 }, (_, at) => () => setPassword({ ...use, password: password(at) })),
  );
  expect(first?.status).toBe("fulfilled");
  for (const other of others) expect(other).toMatchObject({ reason: expect.any(InvalidLink) });
  expect(await signsIn(scenario, "grace", "meridian", password(0))).toBe(true);
  expect(await auditOf(scenario, "meridian", "passwords.set")).toHaveLength(1);
});

testBothOrders(
  "a password set while the account is being disabled can't be used to sign in",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { use } = await sentLink(scenario, "grace");
    const ctx = await scenario.contextOf("ada", "meridian");
    const [set, disabled] = await race(
      db,
      [() => setPassword(use), () => disableUser({ ctx, input: { userId: scenario.userId("grace") } })],
      { reversed },
    );
    expect(disabled.status).toBe("fulfilled");
    expect(set).toMatchObject(reversed ? { reason: expect.any(InvalidLink) } : { status: "fulfilled" });
    expect((await passwordHashOf(scenario, "grace")) !== null).toBe(!reversed);
    expect(await signsIn(scenario, "grace", "meridian", NEW_PASSWORD)).toBe(false);
  },
);

describe("the password email", () => {
  test("is deferred with a reason while the account can't use the link", async () => {
    const scenario = await seedScenario(db);
    const beginDelivery = async (person: "barbara" | "ken" | "elena") => {
      await db.transaction((tx) => queuePasswordLink(tx, scenario.userId(person)));
      return beginLinkDelivery({ db, keys, userId: scenario.userId(person) });
    };
    expect(await beginDelivery("barbara")).toMatchObject({
      deferReason: "The account has no e-mail address.",
    });
    expect(await beginDelivery("ken")).toMatchObject({ deferReason: "The account is disabled." });
    await db.execute(
      sql`update organizations set disabled_at = now() where id = ${scenario.organizations.acme.id}`,
    );
    expect(await beginDelivery("elena")).toMatchObject({ deferReason: "The organization is inactive." });
  });

  test("is sent again if it is requested again while it is being sent", async () => {
    const scenario = await seedScenario(db);
    const userId = scenario.userId("grace");
    const { linkId, sending } = await sentLink(scenario, "grace");
    await db.transaction((tx) => queuePasswordLink(tx, userId));
    await settleLinkDelivery({ db, userId, linkId, sending, outcome: { sent: true } });
    expect(await beginLinkDelivery({ db, keys, userId })).toMatchObject({ link: expect.any(String) });
  });

  test("is sent to a new address even if the email to the old address is delivered later", async () => {
    const scenario = await seedScenario(db);
    const userId = scenario.userId("sam");
    const { linkId, sending } = await sentLink(scenario, "sam");
    const sam = { userId, username: "sam", name: "sam of acme", email: "sam@new.example" };
    await editUser({ ctx: await scenario.contextOf("alex", "acme"), input: sam });
    await db.transaction((tx) => queuePasswordLink(tx, userId));
    await settleLinkDelivery({ db, userId, linkId, sending, outcome: { sent: true } });
    expect(await beginLinkDelivery({ db, keys, userId })).toMatchObject({
      user: { email: "sam@new.example" },
    });
  });
});

test("only the managing organization sees the password state of an account", async () => {
  const scenario = await seedScenario(db);
  const [userId, ctx] = [scenario.userId("sam"), await scenario.contextOf("alex", "acme")];
  const state = () => findPasswordState({ ctx, userId });
  expect(await state()).toEqual({ everSet: false, link: null });
  await db.transaction((tx) => queuePasswordLink(tx, userId));
  const waiting = { state: "waiting", error: null };
  expect(await state()).toEqual({ everSet: false, link: { mail: waiting, sentAt: null, expiresAt: null } });
  const sending = await beginLinkDelivery({ db, keys, userId });
  if (!sending || "deferReason" in sending) throw new Error("Nothing was sent.");
  const settle = (outcome: Parameters<typeof settleLinkDelivery>[0]["outcome"]) =>
    settleLinkDelivery({ db, userId, linkId: sending.linkId, sending: sending.sending, outcome });
  await settle({ sent: false, reason: "550 no such mailbox", final: true });
  expect(await state()).toMatchObject({ link: { mail: { state: "failed", error: "550 no such mailbox" } } });
  await settle({ sent: true });
  expect(await state()).toMatchObject({
    link: { mail: { state: "sent", error: null }, expiresAt: sending.expiresAt },
  });
  expect(await auditOf(scenario, "acme", "passwords.send")).toHaveLength(1);
  expect(await auditOf(scenario, "acme", "passwords.send-failed")).toHaveLength(1);
  await setPassword({ db, link: sending.link, password: NEW_PASSWORD, address: "x" });
  expect(await state()).toEqual({ everSet: true, link: null });
  expect(await findPasswordState({ ctx: await scenario.contextOf("ada", "meridian"), userId })).toBeNull();
  expect(await findPasswordState({ ctx, userId: "nonsense" })).toBeNull();
});
