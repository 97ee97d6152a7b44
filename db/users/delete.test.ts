import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { accountNotices } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { givePassword } from "@/db/testing/passwords";
import { auditOf, membershipOf, stateOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { addToGroup, type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { attemptSignIn, seedScenarioWithPasswords } from "@/db/testing/sign-in";
import { assignGroups } from "@/db/users/assign";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";

const { db } = testDatabase();

test("deleting an account ends its memberships and pending invitations, and records each", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  await acceptInvitation((await scenario.inviteAndDeliver("elena", "europe", "grace")).response);
  const { link } = await scenario.inviteAndDeliver("hank", "globex", "grace");
  const ctx = await scenario.contextOf("ada", "meridian");
  await deleteUser({ ctx, input: { userId: scenario.userId("grace") } });
  for (const organization of ["meridian", "acme", "europe"] as const) {
    expect(await membershipOf(scenario, "grace", organization)).toBeUndefined();
    expect(await auditOf(scenario, organization, "memberships.end")).toMatchObject([
      { actorName: "ada", subjectName: "grace", details: { reason: "account-deleted" } },
    ]);
  }
  expect(await auditOf(scenario, "globex", "invitations.end")).toMatchObject([{ subjectName: "grace" }]);
  expect(await auditOf(scenario, "meridian", "users.delete")).toMatchObject([
    { actorName: "ada", subjectId: scenario.userId("grace"), subjectName: "grace" },
  ]);
  expect((await stateOf(scenario, link, null)).state).toBe("unknown");
  expect(await db.execute(sql`select from users where id = ${scenario.userId("grace")}`)).toEqual([]);
});

test("the audit events of a deleted user stay, and the users they invited stay members", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  const ctx = await scenario.contextOf("ada", "acme");
  await deleteUser({ ctx, input: { userId: scenario.userId("alex") } });
  expect(await membershipOf(scenario, "grace", "acme")).toMatchObject({ invitedById: null });
  expect(await auditOf(scenario, "acme", "invitations.create")).toMatchObject([{ actorName: "alex" }]);
});

test("only accounts managed by this organization can be deleted, and only with the permission", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  const ctx = await scenario.contextOf("alex", "acme");
  const remove = (userId: string) => deleteUser({ ctx, input: { userId } });
  await expect(remove(scenario.userId("grace"))).rejects.toThrow(Conflict);
  await expect(remove(scenario.userId("hank"))).rejects.toThrow(NotFound);
  await expect(remove(scenario.userId("elena"))).rejects.toThrow(NotFound);
  const others = await seedGroup(db, scenario.organizations.acme.id, [
    "users.remove",
    "users.disable",
    "users.edit",
  ]);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), others.id);
  const sam = await scenario.contextOf("sam", "acme");
  await expect(deleteUser({ ctx: sam, input: { userId: scenario.userId("alex") } })).rejects.toThrow(
    Forbidden,
  );
  expect(await auditOf(scenario, "acme", "users.delete")).toMatchObject([
    { outcome: "refused", actorName: "alex" },
    { outcome: "refused", actorName: "sam" },
  ]);
});

test("users can't delete themselves", async () => {
  const scenario = await seedScenario(db);
  await makeAdministrator(scenario, "grace");
  const ctx = await scenario.contextOf("ada", "meridian");
  const deletion = deleteUser({ ctx, input: { userId: scenario.userId("ada") } });
  await expect(deletion).rejects.toThrow("Ask another administrator.");
});

test("an administrator without a password doesn't count as a remaining administrator of a root organization", async () => {
  const scenario = await seedScenario(db);
  const { id, administratorsGroupId } = scenario.organizations.meridian;
  await addToGroup(db, id, scenario.userId("grace"), administratorsGroupId);
  const grace = await scenario.contextOf("grace", "meridian");
  const input = { userId: scenario.userId("ada") };
  await expect(deleteUser({ ctx: grace, input })).rejects.toThrow(
    "at least one administrator who can sign in",
  );
  await expect(disableUser({ ctx: grace, input })).rejects.toThrow(Conflict);
  await expect(assignGroups({ ctx: grace, input: { ...input, groupIds: [] } })).rejects.toThrow(Conflict);
  await givePassword(db, scenario.userId("grace"));
  await deleteUser({ ctx: grace, input });
});

test("a user who isn't an administrator can't delete or disable the last administrator of a root organization", async () => {
  const scenario = await seedScenario(db);
  const group = await seedGroup(db, scenario.organizations.meridian.id, ["users.delete", "users.disable"]);
  await addToGroup(db, scenario.organizations.meridian.id, scenario.userId("grace"), group.id);
  const ctx = await scenario.contextOf("grace", "meridian");
  const input = { userId: scenario.userId("ada") };
  await expect(deleteUser({ ctx, input })).rejects.toThrow("permissions that you don't have");
  await expect(disableUser({ ctx, input })).rejects.toThrow("permissions that you don't have");
  expect((await scenario.access("ada", "meridian")).state).toBe("open");
  expect(await auditOf(scenario, "meridian", "users.delete")).toMatchObject([{ outcome: "refused" }]);
});

test.each([
  ["delete", deleteUser],
  ["disable", disableUser],
])(
  "when two administrators of a root organization %s each other at the same time, the second is denied",
  async (_, command) => {
    const scenario = await seedScenario(db);
    await makeAdministrator(scenario, "grace");
    const [ada, grace] = [
      await scenario.contextOf("ada", "meridian"),
      await scenario.contextOf("grace", "meridian"),
    ];
    const results = await race(db, [
      () => command({ ctx: ada, input: { userId: scenario.userId("grace") } }),
      () => command({ ctx: grace, input: { userId: scenario.userId("ada") } }),
    ]);
    expect(results).toMatchObject([{ status: "fulfilled" }, { reason: expect.any(Forbidden) }]);
  },
);

test("a user can't be deleted by an actor who can't grant their permissions in a child organization", async () => {
  const scenario = await seedScenario(db);
  const { meridian, acme } = scenario.organizations;
  const strong = await seedGroup(db, acme.id, ["settings.edit"]);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace", [strong.id])).response);
  const deleting = await seedGroup(db, meridian.id, ["users.delete"]);
  await addToGroup(db, meridian.id, scenario.userId("linus"), deleting.id);
  await addToGroup(db, meridian.id, scenario.userId("margaret"), deleting.id);
  const ctx = await scenario.contextOf("linus", "meridian");
  const remove = (person: Person) => deleteUser({ ctx, input: { userId: scenario.userId(person) } });
  await expect(remove("grace")).rejects.toThrow(
    "You can't delete Grace Holloway's account because they have, or would get by accepting an invitation, " +
      "permissions that you don't have. Ask an administrator.",
  );
  await remove("margaret");
  expect((await auditOf(scenario, "meridian", "users.delete")).map(({ outcome }) => outcome)).toEqual([
    "refused",
    "done",
  ]);
});

testBothOrders(
  "an account that is deleted while accepting an invitation leaves no membership",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const ctx = await scenario.contextOf("ada", "meridian");
    const [deleting, accepting] = await race(
      db,
      [
        () => deleteUser({ ctx, input: { userId: scenario.userId("grace") } }),
        () => acceptInvitation(response),
      ],
      { reversed },
    );
    expect(deleting.status).toBe("fulfilled");
    expect(accepting.status).toBe(reversed ? "fulfilled" : "rejected");
    expect(await membershipOf(scenario, "grace", "acme")).toBeUndefined();
    const accepted = await auditOf(scenario, "acme", "invitations.accept");
    expect(accepted.filter(({ outcome }) => outcome === "done")).toHaveLength(reversed ? 1 : 0);
    expect(await auditOf(scenario, "acme", "memberships.end")).toHaveLength(reversed ? 1 : 0);
    expect(await auditOf(scenario, "acme", "invitations.end")).toHaveLength(reversed ? 0 : 1);
  },
);

testBothOrders(
  "a user who signs in while their account is deleted is notified, unless they are refused",
  async (reversed) => {
    const scenario = await seedScenarioWithPasswords(db);
    const ctx = await scenario.contextOf("ada", "meridian");
    const [deleting, signingIn] = await race(
      db,
      [
        () => deleteUser({ ctx, input: { userId: scenario.userId("grace") } }),
        () => attemptSignIn(scenario, "meridian", "grace"),
      ],
      { reversed },
    );
    expect(deleting.status).toBe("fulfilled");
    expect(signingIn.status).toBe(reversed ? "fulfilled" : "rejected");
    const notices = await db
      .select({ username: accountNotices.username })
      .from(accountNotices)
      .where(eq(accountNotices.organizationId, scenario.organizations.meridian.id));
    expect(notices).toEqual(reversed ? [{ username: "grace" }] : []);
  },
);

async function makeAdministrator(scenario: Scenario, person: Person): Promise<void> {
  const { id, administratorsGroupId } = scenario.organizations.meridian;
  await addToGroup(db, id, scenario.userId(person), administratorsGroupId);
  await givePassword(scenario.db, scenario.userId(person));
}
