import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Conflict, Invalid, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { declineInvitation } from "@/db/invitations/decline";
import { invitations } from "@/db/schema";
import type { Person } from "@/db/seed/people";
import { testDatabase } from "@/db/testing/database";
import { profileOf } from "@/db/testing/profile";
import { auditOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { seedScenario } from "@/db/testing/scenario";
import { editUser } from "@/db/users/edit";
import { getProfile } from "@/db/users/get";
import { removeUser } from "@/db/users/remove";

const { db } = testDatabase();

describe("editing a profile", () => {
  test("old and new values are recorded, and every membership and invitation shows the new values", async () => {
    const scenario = await seedScenario(db);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    await scenario.invite("hank", "globex", ["grace"]);
    const ctx = await scenario.contextOf("ada", "meridian");
    const grace = profileOf(scenario, "grace");
    await editUser({
      ctx,
      input: { ...grace, username: "gracie", name: "Gracie Holloway", email: "g@new.example" },
    });
    expect(await auditOf(scenario, "meridian", "users.edit")).toMatchObject([
      {
        actorName: "ada",
        subjectName: "gracie",
        details: {
          changes: {
            username: ["grace", "gracie"],
            name: ["Grace Holloway", "Gracie Holloway"],
            email: ["grace@meridian.example", "g@new.example"],
          },
        },
      },
    ]);
    const copies = await db.execute(sql`
      select username, name, search from memberships where user_id = ${grace.userId}
      union all select username, name, search from invitations where user_id = ${grace.userId}`);
    expect(copies).toHaveLength(4); // two memberships, an accepted and a pending invitation
    for (const copy of copies) {
      expect(copy).toEqual({
        username: "gracie",
        name: "Gracie Holloway",
        search: " gracie gracie holloway g@new.example",
      });
    }
  });

  test("a save without changes isn't recorded", async () => {
    const scenario = await seedScenario(db);
    await editUser({
      ctx: await scenario.contextOf("ada", "meridian"),
      input: profileOf(scenario, "grace"),
    });
    expect(await auditOf(scenario, "meridian", "users.edit")).toEqual([]);
  });

  test("a profile can be edited only where the account is managed, and the error names that organization", async () => {
    const scenario = await seedScenario(db);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    const ctx = await scenario.contextOf("alex", "acme");
    const input = { ...profileOf(scenario, "grace"), name: "Somebody else" };
    await expect(editUser({ ctx, input })).rejects.toThrow(Conflict);
    await expect(editUser({ ctx, input })).rejects.toThrow("managed by Meridian Group");
    expect(await getProfile({ ctx, userId: input.userId })).toMatchObject({
      managedElsewhere: "Meridian Group",
    });
    expect(await auditOf(scenario, "acme", "users.edit")).toMatchObject([{ outcome: "refused" }]);
    const sam = profileOf(scenario, "sam");
    const hank = await scenario.contextOf("hank", "globex");
    await expect(editUser({ ctx: hank, input: sam })).rejects.toThrow(NotFound);
    await expect(getProfile({ ctx: hank, userId: sam.userId })).rejects.toThrow(NotFound);
  });

  test("a username is unique in a root organization, even when two users take it at the same time", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "meridian");
    const rename = (person: Person, username: string) =>
      editUser({ ctx, input: { ...profileOf(scenario, person), username } });
    await expect(rename("grace", "hank")).rejects.toThrow(Invalid);
    await expect(rename("grace", "Hank ")).rejects.toThrow("taken");
    const results = await race(db, [() => rename("grace", "wanted"), () => rename("linus", "wanted")]);
    expect(results).toMatchObject([{ status: "fulfilled" }, { reason: expect.any(Invalid) }]);
  });
});

test("an ended invitation keeps the username and name that its invitee had, unless the invitee is a member", async () => {
  const scenario = await seedScenario(db);
  const { acme, globex } = scenario.organizations;
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  await declineInvitation((await scenario.inviteAndDeliver("hank", "globex", "grace")).response);
  await scenario.invite("hank", "globex", ["grace"]);
  const grace = profileOf(scenario, "grace");
  const shown = (organizationId: string) =>
    db
      .select({ status: invitations.status, username: invitations.username, name: invitations.name })
      .from(invitations)
      .where(eq(invitations.organizationId, organizationId))
      .orderBy(invitations.status);
  const rename = async (username: string) => {
    const ctx = await scenario.contextOf("ada", "meridian");
    await editUser({ ctx, input: { ...grace, username, name: `${username} Holloway` } });
  };
  const before = { username: "grace", name: "Grace Holloway" };
  const after = { username: "gracie", name: "gracie Holloway" };
  await rename("gracie");
  expect(await shown(acme.id)).toEqual([{ status: "accepted", ...after }]);
  expect(await shown(globex.id)).toEqual([
    { status: "pending", ...after },
    { status: "declined", ...before },
  ]);
  await removeUser({ ctx: await scenario.contextOf("alex", "acme"), input: { userId: grace.userId } });
  await rename("gracia");
  expect(await shown(acme.id)).toEqual([{ status: "accepted", ...after }]);
});

testBothOrders(
  "a user renamed while accepting an invitation has the new username in every organization",
  async (reversed) => {
    const scenario = await seedScenario(db);
    await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
    const { response } = await scenario.inviteAndDeliver("elena", "europe", "grace");
    const ctx = await scenario.contextOf("ada", "meridian");
    const input = { ...profileOf(scenario, "grace"), username: "gracie" };
    const results = await race(db, [() => editUser({ ctx, input }), () => acceptInvitation(response)], {
      reversed,
    });
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const names = await db.execute(sql`
    select distinct username from memberships where user_id = ${scenario.userId("grace")}`);
    expect(names).toEqual([{ username: "gracie" }]);
  },
);
