import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Invalid } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { Unanswerable } from "@/db/invitations/respond";
import { answerPasswordRequest } from "./process-reset-request";
import { changePassword } from "@/db/passwords/change";
import { hashPassword } from "@/db/passwords/hash";
import { requestPasswordLink } from "./queue-link";
import { beginSendingLink, settleSendingLink } from "./deliver-link";
import { InvalidLink, setPassword } from "@/db/passwords/set";
import { findPasswordState } from "@/db/passwords/state";
import { passwordLinks, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { linkState, NEW_PASSWORD, passwordHashOf, sentLink, signsIn } from "@/db/testing/passwords";
import { auditOf, stateOf } from "@/db/testing/queries";
import { plantWorld, type World } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";

const { db } = testDatabase();

describe("a password link", () => {
  test("sets the password of its account, which can then sign in", async () => {
    const world = await plantWorld(db);
    const { use, first, organizationName, user } = await sentLink(world, "sam");
    expect({ first, organizationName, user }).toEqual({
      first: true,
      organizationName: "Acme Travel",
      user: { username: "sam", name: "sam of acme", email: "sam@acme.example" },
    });
    expect(await setPassword(use)).toMatchObject({
      username: "sam",
      organization: { id: world.places.acme.id, handle: world.handle },
    });
    expect(await signsIn(world, "sam", "acme", NEW_PASSWORD)).toBe(true);
    expect(await auditOf(world, "acme", "passwords.set")).toMatchObject([
      { outcome: "done", actorName: "sam", subjectName: "sam", address: "192.0.2.1", details: {} },
    ]);
    expect((await sentLink(world, "sam")).first).toBe(false);
  });

  test("opening it changes nothing, however often", async () => {
    const world = await plantWorld(db);
    const { link } = await sentLink(world, "grace");
    const row = async () =>
      db
        .select()
        .from(passwordLinks)
        .where(eq(passwordLinks.userId, world.userId("grace")));
    const before = await row();
    for (let time = 0; time < 10; time++) expect(await linkState(world, link)).toBe("ready");
    expect(await row()).toEqual(before);
    expect(await passwordHashOf(world, "grace")).toBeNull();
  });

  test("only its hash is stored, and no password", async () => {
    const world = await plantWorld(db);
    const { link, use } = await sentLink(world, "grace");
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
    ["with a space", (link: string) => ` ${link}`],
    ["empty", () => ""],
    ["10 kB long", () => "a".repeat(10_000)],
    ["a list", (link: string) => [link]],
    ["nothing", () => undefined],
  ])("%s, it leads to nothing", async (_, change) => {
    const world = await plantWorld(db);
    const { use, link: sent } = await sentLink(world, "grace");
    const link = change(sent);
    if (link === sent) return;
    expect(await linkState(world, link)).toBe("unknown");
    await expect(setPassword({ ...use, link })).rejects.toThrow(InvalidLink);
    expect(await passwordHashOf(world, "grace")).toBeNull();
  });

  test("it dies with use", async () => {
    const world = await plantWorld(db);
    const { use, link } = await sentLink(world, "grace");
    await setPassword(use);
    expect(await linkState(world, link)).toBe("unknown");
    await expect(setPassword({ ...use, password: "another long password" })).rejects.toThrow(InvalidLink);
    expect(await signsIn(world, "grace", "meridian", NEW_PASSWORD)).toBe(true);
  });

  test("it dies with a new request by an administrator, and every try to send it has the same link", async () => {
    const world = await plantWorld(db);
    const one = await sentLink(world, "grace");
    await db.transaction((tx) => requestPasswordLink(tx, world.userId("grace")));
    await expect(setPassword(one.use)).rejects.toThrow(InvalidLink);
    const [two, three] = [
      await beginSendingLink({ db, keys, userId: world.userId("grace") }),
      await beginSendingLink({ db, keys, userId: world.userId("grace") }),
    ];
    if (!two || "held" in two || !three || "held" in three) throw new Error("Nothing was sent again.");
    expect(two.link).not.toBe(one.link);
    expect(three).toEqual({ ...two, repeated: true });
    expect(await setPassword({ ...one.use, link: two.link })).toMatchObject({ username: "grace" });
  });

  test("a live one survives when somebody asks for another, which brings the same link with its full hour", async () => {
    const world = await plantWorld(db);
    const userId = world.userId("grace");
    await setPassword((await sentLink(world, "grace")).use);
    const one = await sentLink(world, "grace");
    expect(one.lifetimeHours).toBe(1);
    await age(userId, { requested: "50 minutes", expires: "10 minutes" });
    const again = await askAgain(world);
    expect(await linkState(world, one.link)).toBe("ready");
    expect(again).toMatchObject({ link: one.link, linkId: one.linkId, sending: one.sending + 1 });
    expect(Math.abs(again.expiresAt.getTime() - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect(await setPassword(one.use)).toMatchObject({ username: "grace" });
  });

  test("one that has expired, or is a day old, makes way for another when somebody asks", async () => {
    const world = await plantWorld(db);
    const userId = world.userId("grace");
    const one = await sentLink(world, "grace");
    await age(userId, { requested: "25 hours", expires: "10 minutes" });
    const two = await askAgain(world);
    await age(userId, { requested: "2 hours", expires: "-1 second" });
    const three = await askAgain(world);
    expect(new Set([one.link, two.link, three.link]).size).toBe(3);
    expect(await linkState(world, one.link)).toBe("unknown");
    expect(await linkState(world, two.link)).toBe("unknown");
    expect(await linkState(world, three.link)).toBe("ready");
  });

  test("a used one never comes back: the next request has another link", async () => {
    const world = await plantWorld(db);
    const one = await sentLink(world, "grace");
    await setPassword(one.use);
    expect((await sentLink(world, "grace")).link).not.toBe(one.link);
    expect(await linkState(world, one.link)).toBe("unknown");
  });

  test("the first one dies after 24 hours, with no clean-up job running, and its page knows where to ask again", async () => {
    const world = await plantWorld(db);
    const { use, link, expiresAt } = await sentLink(world, "sam");
    expect(Math.abs(expiresAt.getTime() - Date.now() - 24 * 3_600_000)).toBeLessThan(60_000);
    await db
      .update(passwordLinks)
      .set({ expiresAt: sql`now()` })
      .where(eq(passwordLinks.userId, world.userId("sam")));
    await expect(setPassword(use)).rejects.toThrow(InvalidLink);
    expect(await linkState(world, link)).toBe("expired");
    expect(await auditOf(world, "acme", "passwords.set")).toMatchObject([
      { outcome: "refused", subjectName: "sam" },
    ]);
  });

  test("it dies with the account being disabled, and works again when that is taken back in time", async () => {
    const world = await plantWorld(db);
    const { use, link } = await sentLink(world, "sam");
    await disableUser({ ctx: await world.as("alex", "acme"), input: { userId: world.userId("sam") } });
    await expect(setPassword(use)).rejects.toThrow(InvalidLink);
    expect(await linkState(world, link)).toBe("unknown");
    await db
      .update(users)
      .set({ disabledAt: null })
      .where(eq(users.id, world.userId("sam")));
    expect(await setPassword(use)).toMatchObject({ username: "sam" });
  });

  test("it does not work while the organization, or one above it, is inactive", async () => {
    const world = await plantWorld(db);
    const { use, link } = await sentLink(world, "elena");
    await db.execute(sql`update organizations set disabled_at = now() where id = ${world.places.acme.id}`);
    expect(await linkState(world, link)).toBe("unknown");
    await expect(setPassword(use)).rejects.toThrow(InvalidLink);
  });

  test("it dies when the password is changed otherwise", async () => {
    const world = await plantWorld(db);
    const { use } = await sentLink(world, "grace");
    const current = "an old password of grace's";
    await db
      .update(users)
      .set({ passwordHash: await hashPassword(current) })
      .where(eq(users.id, world.userId("grace")));
    const session = await world.session("grace");
    await changePassword({ db, session, input: { current, password: NEW_PASSWORD }, address: "x" });
    await expect(setPassword({ ...use, password: "another long password" })).rejects.toThrow(InvalidLink);
  });

  test("a password that is short or common is refused, and the link stays for another try", async () => {
    const world = await plantWorld(db);
    const { use } = await sentLink(world, "grace");
    for (const password of ["short", "password1234", "grace of meridian", "x".repeat(129)]) {
      await expect(setPassword({ ...use, password })).rejects.toThrow(Invalid);
    }
    expect(await setPassword(use)).toMatchObject({ username: "grace" });
  });

  test("an invitation's link sets no password, and a password's link accepts nothing", async () => {
    const world = await plantWorld(db);
    const { answer } = await world.invited("alex", "acme", "grace");
    const { use, link } = await sentLink(world, "grace");
    await expect(setPassword({ ...use, link: answer.link })).rejects.toThrow(InvalidLink);
    expect(await linkState(world, answer.link)).toBe("unknown");
    await expect(acceptInvitation({ ...answer, link })).rejects.toThrow(Unanswerable);
    expect(await stateOf(world, link, "grace")).toEqual({ state: "unknown" });
  });
});

/** As if the link had been requested so long ago, and had so long to live. */
async function age(userId: string, { requested, expires }: { requested: string; expires: string }) {
  await db.execute(sql`
    update password_links set requested_at = now() - ${requested}::interval, expires_at = now() + ${expires}::interval
    where user_id = ${userId}`);
}

/** Somebody enters grace's username at "Forgot password", and the email is sent. */
async function askAgain(world: World) {
  const userId = world.userId("grace");
  const claim = { root: world.handle, organizationId: world.places.meridian.id, userId };
  await answerPasswordRequest({ db, claim, address: "192.0.2.7" });
  const sending = await beginSendingLink({ db, keys, userId });
  if (!sending || "held" in sending) throw new Error("Nothing was sent.");
  return sending;
}

test("twenty at once with one link: one sets the password, nineteen are told that it is used", async () => {
  const world = await plantWorld(db);
  const { use } = await sentLink(world, "grace");
  const password = (at: number) => `${NEW_PASSWORD} ${at}`;
  const ended = await Promise.allSettled(
    Array.from({ length: 20 }, (_, at) => setPassword({ ...use, password: password(at) })),
  );
  const winners = ended.flatMap(({ status }, at) => (status === "fulfilled" ? [at] : []));
  expect(winners).toHaveLength(1);
  for (const refused of ended.filter((result) => result.status === "rejected")) {
    expect(refused.reason).toBeInstanceOf(InvalidLink);
  }
  expect(await signsIn(world, "grace", "meridian", password(winners[0] ?? -1))).toBe(true);
  expect(await auditOf(world, "meridian", "passwords.set")).toHaveLength(1);
});

test("setting a password against the account being disabled ends whole, and nobody is signed in", async () => {
  for (let round = 0; round < 10; round++) {
    const world = await plantWorld(db);
    const { use } = await sentLink(world, "grace");
    const ctx = await world.as("ada", "meridian");
    const [set] = await Promise.allSettled([
      setPassword(use),
      disableUser({ ctx, input: { userId: world.userId("grace") } }),
    ]);
    expect((await passwordHashOf(world, "grace")) !== null).toBe(set.status === "fulfilled");
    expect(await signsIn(world, "grace", "meridian", NEW_PASSWORD)).toBe(false);
  }
});

describe("the mail with the link", () => {
  test("is held, with the reason, while the account cannot use it", async () => {
    const world = await plantWorld(db);
    const held = async (person: "barbara" | "ken" | "elena") => {
      await db.transaction((tx) => requestPasswordLink(tx, world.userId(person)));
      return beginSendingLink({ db, keys, userId: world.userId(person) });
    };
    expect(await held("barbara")).toMatchObject({ held: "The account has no e-mail address." });
    expect(await held("ken")).toMatchObject({ held: "The account is disabled." });
    await db.execute(sql`update organizations set disabled_at = now() where id = ${world.places.acme.id}`);
    expect(await held("elena")).toMatchObject({ held: "The organization is inactive." });
  });

  test("that was asked for again while it was on its way is sent again", async () => {
    const world = await plantWorld(db);
    const userId = world.userId("grace");
    const { linkId, sending } = await sentLink(world, "grace");
    await db.transaction((tx) => requestPasswordLink(tx, userId));
    await settleSendingLink({ db, userId, linkId, sending, outcome: { sent: true } });
    expect(await beginSendingLink({ db, keys, userId })).toMatchObject({ link: expect.any(String) });
  });

  test("is sent although the one to the old address arrives only now", async () => {
    const world = await plantWorld(db);
    const userId = world.userId("sam");
    const { linkId, sending } = await sentLink(world, "sam");
    const sam = { userId, username: "sam", name: "sam of acme", email: "sam@new.example" };
    await editUser({ ctx: await world.as("alex", "acme"), input: sam });
    await db.transaction((tx) => requestPasswordLink(tx, userId));
    await settleSendingLink({ db, userId, linkId, sending, outcome: { sent: true } });
    expect(await beginSendingLink({ db, keys, userId })).toMatchObject({
      user: { email: "sam@new.example" },
    });
  });
});

test("where the account is managed one sees how it stands with its password, and nowhere else", async () => {
  const world = await plantWorld(db);
  const [userId, ctx] = [world.userId("sam"), await world.as("alex", "acme")];
  const state = () => findPasswordState({ ctx, userId });
  expect(await state()).toEqual({ everSet: false, link: null });
  await db.transaction((tx) => requestPasswordLink(tx, userId));
  const waiting = { state: "waiting", error: null };
  expect(await state()).toEqual({ everSet: false, link: { mail: waiting, sentAt: null, expiresAt: null } });
  const sending = await beginSendingLink({ db, keys, userId });
  if (!sending || "held" in sending) throw new Error("Nothing was sent.");
  const settle = (outcome: Parameters<typeof settleSendingLink>[0]["outcome"]) =>
    settleSendingLink({ db, userId, linkId: sending.linkId, sending: sending.sending, outcome });
  await settle({ sent: false, reason: "550 no such mailbox", final: true });
  expect(await state()).toMatchObject({ link: { mail: { state: "failed", error: "550 no such mailbox" } } });
  await settle({ sent: true });
  expect(await state()).toMatchObject({
    link: { mail: { state: "sent", error: null }, expiresAt: sending.expiresAt },
  });
  expect(await auditOf(world, "acme", "passwords.send")).toHaveLength(1);
  expect(await auditOf(world, "acme", "passwords.send-failed")).toHaveLength(1);
  await setPassword({ db, link: sending.link, password: NEW_PASSWORD, address: "x" });
  expect(await state()).toEqual({ everSet: true, link: null });
  expect(await findPasswordState({ ctx: await world.as("ada", "meridian"), userId })).toBeNull();
  expect(await findPasswordState({ ctx, userId: "nonsense" })).toBeNull();
});
