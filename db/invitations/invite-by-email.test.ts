import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { setPassword } from "@/db/passwords/set";
import { auditEvents, invitations, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { givePassword, sentLink } from "@/db/testing/passwords";
import { type Person, type Scenario, seedScenario } from "@/db/testing/scenario";
import { editUser } from "@/db/users/edit";
import { insertUser } from "@/db/users/insert";

const { db } = testDatabase();

describe("an email address", () => {
  test("stands for the member of the parent who has it, ignoring case, and the outcome shows it as it was entered", async () => {
    const fresh = await seedScenario(db);
    const address = "grace@meridian.example";
    const names = ["Grace@Meridian.example", "linus", "linus@meridian.example"];
    expect(await fresh.invite("alex", "acme", names)).toEqual([
      { username: address, outcome: "invited" },
      { username: "linus", outcome: "invited" },
      { username: "linus@meridian.example", outcome: "already-invited" },
    ]);
    expect(await fresh.invite("alex", "acme", [address, "grace"])).toEqual([
      { username: address, outcome: "already-invited" },
      { username: "grace", outcome: "already-invited" },
    ]);
  });

  test("gets the outcome of an unknown username if nobody, several members or a user from elsewhere has it", async () => {
    const fresh = await seedScenario(db);
    await db.execute(sql`
      update users set email = 'desk@meridian.example', confirmed_email = 'desk@meridian.example'
      where id in (${fresh.userId("linus")}, ${fresh.userId("dennis")})`);
    const names = [
      "desk@meridian.example",
      "nobody@meridian.example",
      "hank@globex-retail.example",
      "mallory@orbit.example",
    ];
    expect(await fresh.invite("alex", "acme", names)).toEqual(
      names.map((username) => ({ username, outcome: "not-a-user-of-parent" })),
    );
  });

  test("stands for nobody if it is another member's username, and for its owner if it is also their own username", async () => {
    const fresh = await seedScenario(db);
    await db.execute(sql`
      update users
      set username = case id when ${fresh.userId("dennis")} then 'grace@meridian.example' else 'linus@meridian.example' end
      where id in (${fresh.userId("dennis")}, ${fresh.userId("linus")})`);
    const names = ["grace@meridian.example", "linus@meridian.example"];
    expect(await fresh.invite("alex", "acme", names)).toEqual([
      { username: "grace@meridian.example", outcome: "not-a-user-of-parent" },
      { username: "linus@meridian.example", outcome: "invited" },
    ]);
    const invited = await db
      .select({ userId: invitations.userId })
      .from(invitations)
      .where(eq(invitations.organizationId, fresh.organizations.acme.id));
    expect(invited).toEqual([{ userId: fresh.userId("linus") }]);
  });

  test("stands for the member who uses it, even if somebody has created another account with it", async () => {
    const fresh = await seedScenario(db);
    await givePassword(db, fresh.userId("linus"), fresh.userId("grace"));
    const address = "linus@meridian.example";
    await db
      .update(users)
      .set({ username: address })
      .where(eq(users.id, fresh.userId("linus")));
    const names = [address, "grace@meridian.example"];
    for (const [at, email] of names.entries()) {
      await insertUser(db, {
        organizationId: fresh.organizations.meridian.id,
        username: `new-${at}`,
        name: "New",
        email,
        password: null,
        groupIds: [],
      });
    }
    expect(await fresh.invite("alex", "acme", names)).toEqual(
      names.map((username) => ({ username, outcome: "invited" })),
    );
    expect((await inviteesOf(fresh, "acme")).sort()).toEqual(
      [fresh.userId("linus"), fresh.userId("grace")].sort(),
    );
  });

  test("reveals nothing after the limit of unknown usernames, even if its owner was looked up by username", async () => {
    const fresh = await seedScenario(db);
    const unknown = Array.from({ length: 200 }, (_, at) => `unknown-${at}`);
    const outcomes = await fresh.invite("alex", "acme", [
      "grace",
      ...unknown,
      "grace@meridian.example",
      "no@x.example",
    ]);
    expect(outcomes.slice(-2)).toEqual([
      { username: "grace@meridian.example", outcome: "not-looked-up" },
      { username: "no@x.example", outcome: "not-looked-up" },
    ]);
  });

  test("counts toward the limit of unknown usernames if it is unknown, and isn't recorded", async () => {
    const fresh = await seedScenario(db);
    const unknown = Array.from({ length: 201 }, (_, at) => `unknown-${at}@meridian.example`);
    const outcomes = await fresh.invite("alex", "acme", unknown);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      ...unknown.slice(1).map(() => "not-a-user-of-parent"),
      "not-looked-up",
    ]);
    const events = await db
      .select({ subject: auditEvents.subjectName })
      .from(auditEvents)
      .where(eq(auditEvents.organizationId, fresh.organizations.acme.id));
    expect(events.map(({ subject }) => subject)).not.toContain("unknown-0@meridian.example");
  });
});

describe("a changed email address stands for nobody", () => {
  const margaret = "margaret@meridian.example";
  const unknown = (username: string) => [{ username, outcome: "not-a-user-of-parent" }];

  test("if it is a colleague's, who can be invited by it again after the change is undone", async () => {
    const fresh = await seedScenario(db);
    await changeAddress(fresh, "margaret", "margaret.h@meridian.example");
    await changeAddress(fresh, "dennis", margaret);
    expect(await fresh.invite("hank", "globex", [margaret])).toEqual(unknown(margaret));
    await changeAddress(fresh, "dennis", "dennis@meridian.example");
    await changeAddress(fresh, "margaret", margaret);
    expect(await fresh.invite("hank", "globex", [margaret])).toEqual([
      { username: margaret, outcome: "invited" },
    ]);
    expect(await inviteesOf(fresh, "globex")).toEqual([fresh.userId("margaret")]);
  });

  test("if no account had it", async () => {
    const fresh = await seedScenario(db);
    await changeAddress(fresh, "dennis", "chief@meridian.example");
    expect(await fresh.invite("hank", "globex", ["chief@meridian.example"])).toEqual(
      unknown("chief@meridian.example"),
    );
  });

  test("and a colleague who has the same address can still be invited by it", async () => {
    const fresh = await seedScenario(db);
    await changeAddress(fresh, "dennis", margaret);
    expect(await fresh.invite("hank", "globex", [margaret])).toEqual([
      { username: margaret, outcome: "invited" },
    ]);
    expect(await inviteesOf(fresh, "globex")).toEqual([fresh.userId("margaret")]);
  });

  test("and a colleague whose username it is can still be invited", async () => {
    const fresh = await seedScenario(db);
    await db.execute(sql`update users set username = ${margaret} where id = ${fresh.userId("margaret")}`);
    await changeAddress(fresh, "dennis", margaret);
    expect(await fresh.invite("hank", "globex", [margaret])).toEqual([
      { username: margaret, outcome: "invited" },
    ]);
    expect(await inviteesOf(fresh, "globex")).toEqual([fresh.userId("margaret")]);
  });

  test("until its owner sets a password with a link sent to it", async () => {
    const fresh = await seedScenario(db);
    const address = "dennis.h@meridian.example";
    await changeAddress(fresh, "dennis", address);
    expect(await fresh.invite("hank", "globex", [address])).toEqual(unknown(address));
    await setPassword((await sentLink(fresh, "dennis")).use);
    expect(await fresh.invite("hank", "globex", [address])).toEqual([
      { username: address, outcome: "invited" },
    ]);
  });
});

async function changeAddress(scenario: Scenario, person: Person, email: string): Promise<void> {
  await editUser({
    ctx: await scenario.contextOf("ada", "meridian"),
    input: { userId: scenario.userId(person), username: person, name: person, email },
  });
}

async function inviteesOf(scenario: Scenario, organization: "acme" | "globex"): Promise<string[]> {
  const invited = await db
    .select({ userId: invitations.userId })
    .from(invitations)
    .where(eq(invitations.organizationId, scenario.organizations[organization].id));
  return invited.map(({ userId }) => userId);
}
