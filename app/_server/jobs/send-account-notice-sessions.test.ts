import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { testAccountNotices } from "@/app/_server/testing/account-notices";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { sessions, users } from "@/db/schema";
import { endAllSessions } from "@/db/sessions/end";
import { MAX_SESSIONS } from "@/db/sessions/session";
import { cheapHash, signsIn } from "@/db/testing/passwords";
import { waitUntilBlocked } from "@/db/testing/race";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";

const OLD_PASSWORD = "an old password of sam's";

const notices = testAccountNotices();
const { db, sent, sentTo } = notices;

describe("sessions that someone else ends", () => {
  test("disabling an account sends it an email", async () => {
    await notices.scenario.session("sam");
    await disable();
    const [email, ...others] = await sent();
    expect(others).toEqual([]);
    expect(email?.to).toEqual(["sam@acme-travel.example"]);
    expect(email?.headers.get("subject")).toBe("Your account sam at Acme Travel was disabled");
    expect(email?.text).toContain("You're signed out everywhere");
    expect(email?.text).toContain("Alex Morgan (alex)");
  });

  test("deleting an account sends it an email", async () => {
    await notices.scenario.session("sam");
    await deleteUser({
      ctx: await notices.scenario.contextOf("alex", "acme"),
      input: { userId: notices.scenario.userId("sam") },
    });
    expect(await sentTo()).toEqual([
      ["sam@acme-travel.example", "Your account sam at Acme Travel was deleted"],
    ]);
  });

  test.each([
    ["disabling", disableUser, "disabled"],
    ["deleting", deleteUser, "deleted"],
  ])("by %s the account notify it, also if they begin at that moment", async (_, end, done) => {
    const input = { userId: notices.scenario.userId("sam") };
    const ctx = await notices.scenario.contextOf("alex", "acme");
    const { ending } = await db.transaction(async (tx) => {
      // As signing in does.
      await tx.execute(sql`select from users where id = ${input.userId} for share`);
      await tx.insert(sessions).values({ userId: input.userId, address: "x" });
      const ending = end({ ctx, input });
      await waitUntilBlocked(db);
      return { ending };
    });
    await ending;
    expect(await sentTo()).toEqual([
      ["sam@acme-travel.example", `Your account sam at Acme Travel was ${done}`],
    ]);
  });

  test("deleting an organization sends an email to users who were signed in", async () => {
    await notices.scenario.session("hank");
    const { globex } = notices.scenario.organizations;
    const ctx = await notices.scenario.contextOf("ada", "meridian");
    await disableOrganization({ ctx, input: { organizationId: globex.id } });
    await deleteOrganization({ ctx, input: { organizationId: globex.id, name: "Globex Retail" } });
    const [email, ...others] = await sent();
    expect(others).toEqual([]);
    expect(email?.to).toEqual(["hank@globex-retail.example"]);
    expect(email?.headers.get("subject")).toBe("Your account hank at Globex Retail was deleted");
    expect(email?.headers.get("from")).toBe("Globex Retail via Usher <no-reply@usher.example>");
    expect(email?.text).toContain("Ada Winter (ada)");
  });

  test("no email is sent if there were no sessions, or if users end their own", async () => {
    await disable();
    const session = await notices.scenario.session("alex");
    await endAllSessions({ db, session, address: "x" });
    await givePassword("grace");
    for (let time = 0; time <= MAX_SESSIONS; time++) await notices.scenario.session("grace");
    expect(await signsIn(notices.scenario, "grace", "meridian", OLD_PASSWORD)).toBe(true);
    expect(await sent()).toEqual([]);
  });
});

async function disable(): Promise<void> {
  await disableUser({
    ctx: await notices.scenario.contextOf("alex", "acme"),
    input: { userId: notices.scenario.userId("sam") },
  });
}

async function givePassword(person: "sam" | "grace" | "barbara"): Promise<void> {
  await db
    .update(users)
    .set({ passwordHash: await cheapHash(OLD_PASSWORD) })
    .where(eq(users.id, notices.scenario.userId(person)));
}
