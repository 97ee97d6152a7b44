import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { seedTree } from "@/bench/seed/tree";
import { CROWDED, LARGE, membershipCount, SMALL, type TreeSize } from "@/bench/seed/tree-sizes";
import { findContext } from "@/db/access/find-context";
import { getMyOrganizations } from "@/db/organizations/my-organizations";
import { DEMO_PASSWORD } from "@/db/seed/demo";
import { signIn } from "@/db/sessions/sign-in";
import { testDatabase } from "@/db/testing/database";
import { MAX_GROUPS_OF_ORGANIZATION, MAX_ROLES_OF_ORGANIZATION } from "@/lib/roles";

const { db, url } = testDatabase();

describe("a seeded tree", () => {
  test("has the numbers of its size, and is seeded only once", async () => {
    const before = await indexes();
    const progress: string[] = [];
    expect(await seedTree(url, SMALL, (message) => progress.push(message))).toBe(true);
    expect(progress).toContain("500 audit rows");
    expect(await indexes()).toEqual(before);
    expect(await counts(SMALL)).toEqual({
      organizations: 110,
      belowRoot: 100,
      deepest: 7,
      memberships: membershipCount(SMALL),
      membersOfBusiest: 100,
      groupsOfBusiest: 100,
      rolesOfBusiest: 100,
      invitationsOfBusiest: 100,
      validInvitationsOfBusiest: expect.any(Number),
      auditRows: 500,
      auditOfBusiest: 100,
    });
    expect(await seedTree(url, SMALL, () => {})).toBe(false);
  });

  test("has an administrator who can switch to every organization, and a user who is a member of all of them", async () => {
    const busiest = { db, root: "small", organizationId: await idOf("Busy Airlines"), address: "192.0.2.1" };
    expect(await findContext({ ...busiest, session: await signInAs("lara") })).toMatchObject({
      state: "open",
      ctx: { actingFrom: { name: "Small Holding" } },
    });
    const input = { sort: "name", descending: false, search: "", after: null, before: null } as const;
    const myOrganizations = await getMyOrganizations({
      db,
      session: await signInAs("everett"),
      input,
      requestedId: null,
    });
    expect(myOrganizations).toMatchObject({
      home: { name: "Small Holding" },
      joined: { total: { count: SMALL.organizations - 1 } },
    });
  });

  test("LARGE and CROWDED have a million memberships, and CROWDED as many groups and roles as an organization can have", () => {
    expect(membershipCount(LARGE)).toBe(1_000_000);
    expect(CROWDED.people.busiest + CROWDED.guests.busiest).toBe(1_000_000);
    expect(CROWDED.teams + 4, "every organization has four groups").toBe(MAX_GROUPS_OF_ORGANIZATION);
    expect(CROWDED.roles + 3, "and three roles").toBe(MAX_ROLES_OF_ORGANIZATION);
  });
});

async function signInAs(username: string) {
  const input = {
    root: "small",
    organizationId: await idOf("Small Holding"),
    username,
    password: DEMO_PASSWORD,
  };
  return signIn({ db, input, address: "192.0.2.1", userAgent: "a browser" });
}

async function idOf(name: string): Promise<string> {
  const [row] = await db.execute<{ id: string }>(sql`select id from organizations where name = ${name}`);
  return row?.id ?? "";
}

async function indexes() {
  const rows = await db.execute<{ definition: string }>(sql`
    select indexdef as definition from pg_indexes where schemaname = 'public' order by indexname`);
  return rows.map(({ definition }) => definition);
}

async function counts({ handle }: TreeSize) {
  const busiest = sql`(select id from organizations where name = 'Busy Airlines')`;
  const [row] = await db.execute(sql`
    select
      (select count(*)::int from organizations o where o.root_id = root.id) as organizations,
      (select count(*)::int from organizations o where o.parent_id = root.id) as "belowRoot",
      (select max(cardinality(path)) from organizations o where o.root_id = root.id) as deepest,
      (select count(*)::int from memberships m where m.root_id = root.id) as memberships,
      (select count(*)::int from memberships where organization_id = ${busiest}) as "membersOfBusiest",
      (select count(*)::int from groups where organization_id = ${busiest}) as "groupsOfBusiest",
      (select count(*)::int from roles where organization_id = ${busiest}) as "rolesOfBusiest",
      (select count(*)::int from invitations where organization_id = ${busiest}) as "invitationsOfBusiest",
      (
        select count(*)::int from invitations
        where organization_id = ${busiest} and status = 'pending' and expires_at > now()
      ) as "validInvitationsOfBusiest",
      (select count(*)::int from audit_events) as "auditRows",
      (select count(*)::int from audit_events where organization_id = ${busiest}) as "auditOfBusiest"
    from organizations root where root.handle = ${handle}`);
  return row;
}
