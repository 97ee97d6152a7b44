import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { answer } from "@/app/_server/testing/smtp";
import { testWorker } from "@/app/_server/testing/worker";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { changePassword } from "@/db/passwords/change";
import { hashPassword } from "@/db/passwords/hash";
import { setPassword } from "@/db/passwords/set";
import { accountNotices, organizationLogos, organizations, sessions, users } from "@/db/schema";
import { endAllSessions } from "@/db/sessions/end";
import { MAX_SESSIONS } from "@/db/sessions/session";
import { emptyQueue, queuedJobs } from "@/db/testing/email-queue";
import { NEW_PASSWORD, sentLink, signsIn } from "@/db/testing/passwords";
import { waitUntilBlocked } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";

const OLD_PASSWORD = "an old password of sam's";

const worker = testWorker();
const { db } = worker;
let scenario: Scenario;

beforeEach(async () => {
  await db.delete(accountNotices);
  scenario = await seedScenario(db);
});

describe("another email address", () => {
  test("the old address gets an email with who changed it and when, without the new address", async () => {
    await edit({ email: "attacker@evil.example" });
    const [mail, ...others] = await sent();
    expect(others).toEqual([]);
    expect(mail?.to).toEqual(["sam@acme.example"]);
    expect(mail?.headers.get("subject")).toBe("The email address of your account sam was changed");
    for (const fact of [
      "Emails about the account no longer come to this address.",
      "alex of acme (alex)",
      "Acme Travel",
      "Tell an administrator of Acme Travel immediately",
    ])
      expect(mail?.text).toContain(fact);
    expect(mail?.text).toMatch(
      new RegExp(`Done on +\\w+, ${new Date().getUTCDate()} \\w+ \\d{4}, \\d\\d:\\d\\d UTC`),
    );
    expect(mail?.raw).not.toMatch(/attacker|evil/);
    expect(mail?.raw).not.toContain("https://usher.example");
  });

  test("the old address gets an email when the account has none afterwards", async () => {
    await edit({ email: "" });
    expect(await sentTo()).toEqual([
      ["sam@acme.example", "The email address of your account sam was changed"],
    ]);
  });

  test("users who change their own address get an email at the old one", async () => {
    const alex = {
      userId: scenario.userId("alex"),
      username: "alex",
      name: "alex of acme",
      email: "a@new.example",
    };
    await editUser({ ctx: await scenario.contextOf("alex", "acme"), input: alex });
    const [mail] = await sent();
    expect(mail?.to).toEqual(["alex@acme.example"]);
    expect(mail?.text).toContain("Someone who was signed in to the account");
  });

  test("setting a first address or another name sends no email", async () => {
    const barbara = { userId: scenario.userId("barbara"), username: "barbara", name: "Barbara" };
    const ctx = await scenario.contextOf("ada", "meridian");
    await editUser({ ctx, input: { ...barbara, email: "" } });
    await editUser({ ctx, input: { ...barbara, email: "barbara@new.example" } });
    await edit({ name: "Sam Lind" });
    expect(await sent()).toEqual([]);
  });

  test("a disabled account gets the email too", async () => {
    await db
      .update(users)
      .set({ disabledAt: new Date() })
      .where(eq(users.id, scenario.userId("sam")));
    await edit({ email: "sam@new.example" });
    expect(await sentTo()).toEqual([["sam@acme.example", expect.anything()]]);
  });

  test("a rejected change sends no email", async () => {
    await expect(edit({ email: "sam@new.example", username: "alex" })).rejects.toThrow("taken");
    expect(await sent()).toEqual([]);
  });
});

describe("another username", () => {
  test("the account gets an email with the name of the person who changed it", async () => {
    await edit({ username: "samuel" });
    const [mail, ...others] = await sent();
    expect(others).toEqual([]);
    expect(mail?.to).toEqual(["sam@acme.example"]);
    expect(mail?.headers.get("subject")).toBe("Your username at Acme Travel is now samuel");
    expect(mail?.text).toContain("It is now samuel. Sign in with it");
    expect(mail?.text).toContain("alex of acme (alex)");
  });

  test("the new address gets it when both change, and the old one doesn't learn the username", async () => {
    await edit({ username: "samuel", email: "sam@new.example" });
    const mails = await sent();
    expect(mails.map(({ to }) => to[0])).toEqual(["sam@acme.example", "sam@new.example"]);
    expect(mails[0]?.raw).not.toContain("samuel");
    expect(mails[1]?.text).toContain("It is now samuel.");
  });

  test("users who change their own username get no email", async () => {
    const alex = {
      userId: scenario.userId("alex"),
      username: "alexa",
      name: "alex of acme",
      email: "alex@acme.example",
    };
    await editUser({ ctx: await scenario.contextOf("alex", "acme"), input: alex });
    expect(await sent()).toEqual([]);
  });
});

describe("a password", () => {
  test("changing it on the account page sends an email", async () => {
    await change();
    const [mail, ...others] = await sent();
    expect(others).toEqual([]);
    expect(mail?.to).toEqual(["sam@acme.example"]);
    expect(mail?.headers.get("subject")).toBe("The password of your account sam was changed");
    expect(mail?.text).toContain("All other sessions of the account have ended.");
    expect(mail?.text).toContain("Set a new password");
    expect(mail?.raw).not.toContain(NEW_PASSWORD);
    expect(mail?.raw).not.toContain("https://usher.example");
  });

  test.each([
    ["first", false],
    ["next", true],
  ])("setting it by a link, the account's %s one, notifies the account", async (_, again) => {
    if (again) await setPassword((await link()).use);
    await emptyQueue(db);
    await setPassword({ ...(await link()).use, password: `${NEW_PASSWORD} too` });
    const [mail, ...others] = await sent();
    expect(others).toEqual([]);
    expect(mail?.to).toEqual(["sam@acme.example"]);
    expect(mail?.headers.get("subject")).toBe("The password of your account sam was set");
    expect(mail?.text).toContain("Someone with the link that was emailed to this address");
  });

  test("a wrong password, or a used link, sends no email", async () => {
    const { use } = await link();
    await setPassword(use);
    await emptyQueue(db);
    await expect(setPassword(use)).rejects.toThrow();
    const input = { current: "a wrong one", password: "another long password" };
    const session = await scenario.session("sam");
    await expect(changePassword({ db, session, input, address: "x" })).rejects.toThrow();
    expect(await sent()).toEqual([]);
  });

  test("the email goes to the address at the time of the change, even if it changes before the email is sent", async () => {
    await change();
    await edit({ email: "attacker@evil.example" });
    expect((await sentTo()).sort()).toEqual([
      ["sam@acme.example", "The email address of your account sam was changed"],
      ["sam@acme.example", "The password of your account sam was changed"],
    ]);
  });
});

describe("sessions that someone else ends", () => {
  test("disabling an account sends it an email", async () => {
    await scenario.session("sam");
    await disable();
    const [mail, ...others] = await sent();
    expect(others).toEqual([]);
    expect(mail?.to).toEqual(["sam@acme.example"]);
    expect(mail?.headers.get("subject")).toBe("Your account sam at Acme Travel was disabled");
    expect(mail?.text).toContain("You're signed out everywhere");
    expect(mail?.text).toContain("alex of acme (alex)");
  });

  test("deleting an account sends it an email", async () => {
    await scenario.session("sam");
    await deleteUser({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { userId: scenario.userId("sam") },
    });
    expect(await sentTo()).toEqual([["sam@acme.example", "Your account sam at Acme Travel was deleted"]]);
  });

  test.each([
    ["disabling", disableUser, "disabled"],
    ["deleting", deleteUser, "deleted"],
  ])("by %s the account notify it, also if they begin at that moment", async (_, end, done) => {
    const input = { userId: scenario.userId("sam") };
    const ctx = await scenario.contextOf("alex", "acme");
    const { ending } = await db.transaction(async (tx) => {
      // As signing in does.
      await tx.execute(sql`select from users where id = ${input.userId} for share`);
      await tx.insert(sessions).values({ userId: input.userId, address: "x" });
      const ending = end({ ctx, input });
      await waitUntilBlocked(db);
      return { ending };
    });
    await ending;
    expect(await sentTo()).toEqual([["sam@acme.example", `Your account sam at Acme Travel was ${done}`]]);
  });

  test("deleting an organization sends an email to users who were signed in", async () => {
    await scenario.session("hank");
    const { globex } = scenario.organizations;
    const ctx = await scenario.contextOf("ada", "meridian");
    await disableOrganization({ ctx, input: { organizationId: globex.id } });
    await deleteOrganization({ ctx, input: { organizationId: globex.id, name: "Globex Retail" } });
    const [mail, ...others] = await sent();
    expect(others).toEqual([]);
    expect(mail?.to).toEqual(["hank@globex.example"]);
    expect(mail?.headers.get("subject")).toBe("Your account hank at Globex Retail was deleted");
    expect(mail?.headers.get("from")).toBe("Globex Retail via Usher <no-reply@usher.example>");
    expect(mail?.text).toContain("ada of meridian (ada)");
  });

  test("no email is sent if there were no sessions, or if users end their own", async () => {
    await disable();
    const session = await scenario.session("alex");
    await endAllSessions({ db, session, address: "x" });
    await givePassword("grace");
    for (let time = 0; time <= MAX_SESSIONS; time++) await scenario.session("grace");
    expect(await signsIn(scenario, "grace", "meridian", OLD_PASSWORD)).toBe(true);
    expect(await sent()).toEqual([]);
  });
});

describe("an account without an email address", () => {
  test("can be changed, disabled and deleted, and no email is queued", async () => {
    const ctx = await scenario.contextOf("ada", "meridian");
    const userId = scenario.userId("barbara");
    await givePassword("barbara");
    const [session] = [await scenario.session("barbara"), await scenario.session("barbara")];
    const input = { current: OLD_PASSWORD, password: NEW_PASSWORD };
    await changePassword({ db, session, input, address: "x" });
    await editUser({ ctx, input: { userId, username: "barb", name: "Barbara", email: "" } });
    await disableUser({ ctx, input: { userId } });
    await deleteUser({ ctx, input: { userId } });
    expect(await queuedJobs(db)).toEqual([]);
    expect(await waiting()).toEqual([]);
  });
});

describe("the email", () => {
  test("is sent even if the account and organization are disabled or deleted in the meantime", async () => {
    await edit({ email: "sam@new.example" });
    await disableOrganization({
      ctx: await scenario.contextOf("ada", "meridian"),
      input: { organizationId: scenario.organizations.acme.id },
    });
    await db.delete(users).where(eq(users.id, scenario.userId("sam")));
    expect(await sentTo()).toEqual([["sam@acme.example", expect.anything()]]);
  });

  test("has the organization's sender name and logo", async () => {
    const { id } = scenario.organizations.acme;
    await db.update(organizations).set({ senderName: "Acme Service" }).where(eq(organizations.id, id));
    const png = Buffer.from("iVBORw0KGgo=", "base64");
    await db.insert(organizationLogos).values({ organizationId: id, png, width: 40, height: 20 });
    await edit({ email: "sam@new.example" });
    const [mail] = await sent();
    expect(mail?.headers.get("from")).toBe("Acme Service <no-reply@usher.example>");
    expect(mail?.text).toMatch(/<img[^>]* alt="Acme Travel"[^>]* src="cid:logo"/);
    expect(mail?.raw).toContain("Content-ID: <logo>");
  });

  test("is marked when its sender's name is the name of another organization", async () => {
    const acme = eq(organizations.id, scenario.organizations.acme.id);
    await db.update(organizations).set({ senderName: "Meridian Group" }).where(acme);
    await edit({ email: "sam@new.example" });
    expect((await sent())[0]?.headers.get("from")).toBe("Meridian Group via Usher <no-reply@usher.example>");
  });

  test("keeps its address in one row, which is deleted once it was sent", async () => {
    await edit({ email: "sam@new.example" });
    const [notice] = await waiting();
    expect(notice).toMatchObject({ kind: "email-changed", email: "sam@acme.example" });
    const jobs = await db.execute<{ payload: unknown; key: string }>(
      sql`select payload, key from graphile_worker._private_jobs`,
    );
    expect(jobs).toEqual([
      { payload: { noticeId: notice?.id, requestId: null }, key: `account-notice:${notice?.id}` },
    ]);
    const [mail] = await sent();
    expect(mail?.headers.get("message-id")).toBe(`<account-notice-${notice?.id}@usher.example>`);
    expect(await waiting()).toEqual([]);
  });

  test("is dropped when the mail server rejects it permanently, and the change remains", async () => {
    worker.refusals.set("sam@acme.example", answer(550, "5.1.1 No such user"));
    await edit({ email: "sam@new.example" });
    expect(await waiting()).toHaveLength(1);
    expect(await sent()).toEqual([]);
    expect(await waiting()).toEqual([]);
    const [sam] = await db
      .select()
      .from(users)
      .where(eq(users.id, scenario.userId("sam")));
    expect(sam?.email).toBe("sam@new.example");
  });

  test("is sent later when the mail server is busy", async () => {
    worker.refusals.set("sam@acme.example", answer(451, "4.3.0 Later"));
    await edit({ email: "sam@new.example" });
    worker.start();
    await vi.waitUntil(async () => (await queuedJobs(db))[0]?.error, { timeout: 10_000 });
    expect(await waiting()).toHaveLength(1);
    worker.refusals.clear();
    expect(await sent()).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  test("is byte-identical when it is repeated after a lost reply", async () => {
    worker.loseAnswers(2);
    await edit({ email: "sam@new.example" });
    worker.start();
    await vi.waitUntil(() => worker.mails.length === 3, { timeout: 15_000 });
    const mails = await sent();
    expect(mails).toHaveLength(3);
    expect(new Set(mails.map(({ raw }) => raw)).size).toBe(1);
  });

  test("is deleted if no job will send it, and kept while one will", async () => {
    await edit({ email: "sam@new.example" });
    await db.execute(sql`update graphile_worker._private_jobs set attempts = max_attempts`);
    await disableUserOf("europe");
    await db.execute(sql`
      update graphile_worker._private_jobs set run_at = now() + interval '1 hour' where attempts < max_attempts`);
    await db.execute(sql`select graphile_worker.add_job('discard-notices')`);
    worker.start();
    await vi.waitFor(async () => expect(await waiting()).toMatchObject([{ kind: "account-disabled" }]), {
      timeout: 10_000,
    });
  });

  test("isn't sent for a new account's first link", async () => {
    const nora = { username: "nora", name: "Nora", email: "nora@acme.example", groupIds: [] };
    await createUser({ ctx: await scenario.contextOf("alex", "acme"), input: nora });
    expect(await waiting()).toEqual([]);
  });
});

/** Alex changes what is given of sam's profile. */
async function edit(changed: { username?: string; name?: string; email?: string }): Promise<void> {
  const sam = { username: "sam", name: "sam of acme", email: "sam@acme.example" };
  const ctx = await scenario.contextOf("alex", "acme");
  await editUser({ ctx, input: { userId: scenario.userId("sam"), ...sam, ...changed } });
}

async function disable(): Promise<void> {
  await disableUser({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { userId: scenario.userId("sam") },
  });
}

/** Ada disables elena, who is signed in. */
async function disableUserOf(place: "europe"): Promise<void> {
  await scenario.session("elena");
  await disableUser({
    ctx: await scenario.contextOf("ada", place),
    input: { userId: scenario.userId("elena") },
  });
}

async function change(): Promise<void> {
  await givePassword("sam");
  const input = { current: OLD_PASSWORD, password: NEW_PASSWORD };
  await changePassword({ db, session: await scenario.session("sam"), input, address: "x" });
}

async function givePassword(person: "sam" | "grace" | "barbara"): Promise<void> {
  await db
    .update(users)
    .set({ passwordHash: await hashPassword(OLD_PASSWORD) })
    .where(eq(users.id, scenario.userId(person)));
}

/** A link that was sent, with an empty queue behind it. */
async function link() {
  const sending = await sentLink(scenario, "sam");
  await emptyQueue(db);
  return sending;
}

async function waiting() {
  return await db.select().from(accountNotices);
}

/** What the mail server has once nothing waits, by recipient. */
async function sent() {
  worker.start();
  await worker.untilIdle();
  return worker.mails
    .map((mail) => ({ ...mail, text: mail.body.replaceAll(/=\r\n/g, "").replaceAll("=3D", "=") }))
    .toSorted((one, other) => String(one.to).localeCompare(String(other.to)));
}

async function sentTo() {
  return (await sent()).map(({ to, headers }) => [to[0], headers.get("subject")]);
}
