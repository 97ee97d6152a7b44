import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { listMemberChoices } from "@/db/groups/member-choices";
import { listInvitations } from "@/db/invitations/list";
import { listMembers } from "@/db/memberships/list";
import type { RequestContext } from "@/db/request-context";
import { testDatabase } from "@/db/testing/database";
import { seedGroup, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
const COUNT = 6000;
const first = { descending: false, after: null, before: null } as const;

/** Users with an invitation each. Those with "rare" in their name come last, so a scan by name finds them last. */
async function seedMany() {
  const scenario = await seedScenario(db);
  const { meridian, acme } = scenario.organizations;
  await db.execute(sql`
    with made as (
      insert into users (root_id, managing_organization_id, username, name)
      select ${meridian.id}, ${meridian.id}, 'many-' || n,
        case when n > ${COUNT - 30}::int then 'Zoe Rare ' else 'Many ' end || 10000 + n
      from generate_series(1, ${COUNT}::int) n returning *
    ),
    joined as (
      insert into memberships (organization_id, user_id, root_id, origin, username, name, search)
      select ${meridian.id}, id, root_id, 'managed', username, name, search from made returning *
    )
    insert into invitations
      (organization_id, parent_organization_id, root_id, user_id, username, name, search, lifetime_hours,
       email_state, sent_at, expires_at)
    select ${acme.id}, ${meridian.id}, root_id, user_id, username, name, search, 72, 'sent', now() - interval '9 days',
      case when name like 'Zoe%' then now() + interval '1 day' else now() - interval '6 days' end
    from joined`);
  return { ada: await scenario.contextOf("ada", "meridian"), alex: await scenario.contextOf("alex", "acme") };
}

/** A group with every third of the users. */
async function seedThird({ organization }: RequestContext): Promise<string> {
  const group = await seedGroup(db, organization.id, []);
  await db.execute(sql`
    insert into membership_groups (organization_id, user_id, group_id)
    select organization_id, user_id, ${group.id} from memberships
    where organization_id = ${organization.id} and username like 'many-%' and split_part(username, '-', 2)::int % 3 = 0`);
  return group.id;
}

describe("a search among thousands", () => {
  let ada: RequestContext;
  let alex: RequestContext;
  beforeAll(async () => {
    ({ ada, alex } = await seedMany());
  });

  const rare = Array.from({ length: 30 }, (_, at) => `Zoe Rare ${10_000 + COUNT - 29 + at}`);

  test.each(["rare", "ZOE RARE", "zo"])("finds the few users at the end of the list: %s", async (search) => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listMembers({ ctx: ada, input: { ...first, sort: "name", search, after } });
      expect(page.total).toEqual({ count: 30, more: false });
      seen.push(...page.rows.map(({ name }) => name));
      after = page.next;
    } while (after);
    expect(seen).toEqual(rare);
  });

  test("stops counting at 1,000", async () => {
    const page = await listMembers({ ctx: ada, input: { ...first, sort: "name", search: "many-" } });
    expect(page.total).toEqual({ count: 1000, more: true });
    expect(page.rows.map(({ name }) => name).slice(0, 2)).toEqual(["Many 10001", "Many 10002"]);
  });

  test("finds nobody if nobody matches", async () => {
    const page = await listMembers({ ctx: ada, input: { ...first, sort: "name", search: "nobody at all" } });
    expect(page).toMatchObject({ rows: [], total: { count: 0, more: false } });
  });

  test("finds users to add to a group", async () => {
    const groupId = crypto.randomUUID();
    const found = await listMemberChoices({ ctx: ada, input: { groupId, search: "rare" } });
    expect(found.map(({ name }) => name)).toEqual(rare.slice(0, 20));
  });

  test.each([
    ["many-", 2000],
    ["many 12", 333],
    ["rare", 10],
    ["ra", 10],
    ["ar", 0],
    ["1 m", 2000],
    ["nobody at all", 0],
  ])("finds members of a large group: %s", async (search, count) => {
    const groupId = await seedThird(ada);
    const page = await listMembers({ ctx: ada, input: { ...first, sort: "name", search, groupId } });
    expect(page.total).toEqual({ count: Math.min(count, 1000), more: count > 1000 });
    expect(page.rows).toHaveLength(Math.min(count, 20));
    expect(page.rows.every(({ groups }) => groups.some(({ id }) => id === groupId))).toBe(true);
  });

  test.each(["sent", "username", "expires"] as const)("finds invitations, sorted by %s", async (sort) => {
    const page = await listInvitations({
      ctx: alex,
      input: { ...first, sort, search: "rare", filter: "all" },
      now: new Date(),
    });
    expect(page.total).toEqual({ count: 30, more: false });
    expect(page.rows.every(({ name }) => name.startsWith("Zoe Rare"))).toBe(true);
  });

  test.each([
    ["pending", "rare", 30],
    ["pending", "many 1", 30],
    ["expired", "rare", 0],
    ["expired", "many 15", 971],
  ] as const)("finds %s invitations: %s", async (filter, search, count) => {
    const input = { ...first, sort: "sent", search, filter } as const;
    const page = await listInvitations({ ctx: alex, input, now: new Date() });
    expect(page.total).toEqual({ count, more: false });
    expect(page.rows).toHaveLength(Math.min(count, 20));
  });

  test.each([
    ["pending", 30, false],
    ["expired", 1000, true],
  ] as const)("pending and expired invitations are paged separately: %s", async (filter, count, more) => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page++) {
      const input = { ...first, sort: "username", search: "", filter, after } as const;
      const invitations = await listInvitations({ ctx: alex, input, now: new Date() });
      expect(invitations.total).toEqual({ count, more });
      expect(invitations.rows.every(({ status }) => status === filter)).toBe(true);
      seen.push(...invitations.rows.map(({ username }) => username));
      after = invitations.next;
      if (!after) break;
    }
    expect(seen).toHaveLength(filter === "pending" ? 30 : 60);
    expect(seen).toEqual([...new Set(seen)].toSorted());
  });
});
