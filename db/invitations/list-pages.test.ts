import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  INVITATION_SORTS,
  type InvitationFilter,
  type InvitationSort,
  listInvitations,
} from "@/db/invitations/list";
import type { ListInput } from "@/db/lists/keyset";
import { listMembers } from "@/db/memberships/list";
import { testDatabase } from "@/db/testing/database";
import { pagesOf } from "@/db/testing/paging";
import { type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

type Input = ListInput<InvitationSort> & { filter: InvitationFilter };
const first: Input = { sort: "sent", descending: true, search: "", after: null, before: null, filter: "all" };

describe("a long list", () => {
  let scenario: Scenario;
  const COUNT = 105;
  beforeAll(async () => {
    scenario = await seedScenario(db);
    const { meridian, acme } = scenario.organizations;
    await db.execute(sql`
      with made as (
        insert into users (root_id, managing_organization_id, username, name, email)
        select ${meridian.id}, ${meridian.id}, 'many-' || n, 'Many ' || n % 7, 'many-' || n || '@x.example'
        from generate_series(1, ${COUNT}) n
        returning *
      ), joined as (
        insert into memberships (organization_id, user_id, root_id, origin, username, name, search)
        select ${meridian.id}, id, root_id, 'managed', username, name, search from made
      )
      insert into invitations
        (organization_id, parent_organization_id, root_id, user_id, username, name, search, lifetime_hours,
         sent_at, expires_at)
      select ${acme.id}, ${meridian.id}, root_id, id, username, name, search, 72,
        case when substr(username, 6)::int % 3 > 0
          then now() - substr(username, 6)::int % 5 * interval '1 minute' end,
        case when substr(username, 6)::int % 3 > 0
          then now() + substr(username, 6)::int % 4 * interval '1 day' + interval '1 hour' end
      from made`);
  });

  const sorts = INVITATION_SORTS.flatMap((sort) => [true, false].map((descending) => ({ sort, descending })));
  test.each(sorts)(
    "sorted by $sort, descending $descending: forwards and back, each row once",
    async (order) => {
      const ctx = await scenario.contextOf("alex", "acme");
      const now = new Date();
      const { there, back } = await pagesOf((cursors) =>
        listInvitations({ ctx, input: { ...first, ...order, ...cursors }, now }),
      );
      expect(there.map((rows) => rows.length)).toEqual([20, 20, 20, 20, 20, 5]);
      expect(new Set(there.flat().map(({ id }) => id)).size).toBe(COUNT);
      expect(back).toEqual(there);
    },
  );

  test("the list of the parent's users can be paged the same way", async () => {
    const ctx = await scenario.contextOf("ada", "meridian");
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listMembers({
        ctx,
        input: { sort: "name", descending: false, search: "many", after, before: null },
      });
      expect(page.total).toEqual({ count: 105, more: false });
      seen.push(...page.rows.map(({ userId }) => userId));
      after = page.next;
    } while (after);
    expect(new Set(seen).size).toBe(COUNT);
    expect(seen).toHaveLength(COUNT);
  });
});

test("a list counts up to a thousand rows", async () => {
  const scenario = await seedScenario(db);
  const { meridian } = scenario.organizations;
  await db.execute(sql`
    with made as (
      insert into users (root_id, managing_organization_id, username, name)
      select ${meridian.id}, ${meridian.id}, 'crowd-' || n, 'Crowd' from generate_series(1, 1100) n returning *
    )
    insert into memberships (organization_id, user_id, root_id, origin, username, name, search)
    select ${meridian.id}, id, root_id, 'managed', username, name, search from made`);
  const input = { sort: "name", descending: false, search: "", after: null, before: null } as const;
  const { total } = await listMembers({ ctx: await scenario.contextOf("ada", "meridian"), input });
  expect(total).toEqual({ count: 1000, more: true });
});
