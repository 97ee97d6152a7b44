import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { Forbidden } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { countInvitations } from "@/db/invitations/count";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { getInvitation } from "@/db/invitations/get";
import {
  INVITATION_SORTS,
  type InvitationFilter,
  type InvitationSort,
  listInvitations,
} from "@/db/invitations/list";
import type { ListInput } from "@/db/lists/keyset";
import { listMembers } from "@/db/memberships/list";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { pagesOf } from "@/db/testing/paging";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { settleDelivery } from "./deliver";

const { db } = testDatabase();
const NO_MAILBOX = { code: "rejected", reply: "550 no such mailbox" } as const;

type Input = ListInput<InvitationSort> & { filter: InvitationFilter };
const first: Input = { sort: "sent", descending: true, search: "", after: null, before: null, filter: "all" };

describe("a short list", () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await seedScenario(db);
    await acceptInvitation(
      (
        await scenario.inviteAndDeliver("alex", "acme", "grace", [
          scenario.organizations.acme.administratorsGroupId,
        ])
      ).response,
    );
    await declineInvitation((await scenario.inviteAndDeliver("alex", "acme", "linus")).response);
    const late = await scenario.inviteAndDeliver("ada", "acme", "margaret");
    await settleDelivery({ db, ...late, outcome: { sent: true } });
    await db.update(invitations).set({ expiresAt: sql`now()` }).where(eq(invitations.id, late.invitationId));
    await scenario.invite("alex", "acme", ["dennis"]);
    await scenario.invite("hank", "globex", ["dennis"]);
  });
  const list = async (change: Partial<Input> = {}) =>
    listInvitations({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { ...first, ...change },
      now: new Date(),
    });
  const names = async (change: Partial<Input> = {}) =>
    (await list(change)).rows.map(({ username }) => username);

  test("shows and finds an email address only while the person is invited or a member", async () => {
    const emails = async () =>
      Object.fromEntries((await list()).rows.map(({ username, email }) => [username, email]));
    expect(await emails()).toEqual({
      dennis: "dennis@meridian.example",
      grace: "grace@meridian.example",
      linus: null,
      margaret: "margaret@meridian.example",
    });
    expect((await names({ search: "@meridian.example" })).toSorted()).toEqual([
      "dennis",
      "grace",
      "margaret",
    ]);
    expect(await names({ search: "linus@" })).toEqual([]);
    expect(await names({ search: "linus be" })).toEqual(["linus"]);
    expect(await names({ search: "linus@", filter: "declined" })).toEqual([]);
    const [{ id: invitationId } = { id: "" }] = (await list({ search: "linus be" })).rows;
    const ctx = await scenario.contextOf("alex", "acme");
    expect(await getInvitation({ ctx, invitationId, now: new Date() })).toMatchObject({ email: null });
  });

  test("is counted for each filter", async () => {
    expect(await countInvitations(await scenario.contextOf("alex", "acme"))).toEqual({
      all: { count: 4, more: false },
      pending: { count: 1, more: false },
      accepted: { count: 1, more: false },
      declined: { count: 1, more: false },
      expired: { count: 1, more: false },
      failed: { count: 0, more: false },
      requested: { count: 0, more: false },
      deleted: { count: 0, more: false },
    });
  });

  test("shows the status of each invitation", async () => {
    const { rows, total } = await list({ sort: "username", descending: false });
    expect(total).toEqual({ count: 4, more: false });
    expect(rows).toMatchObject([
      {
        username: "dennis",
        status: "pending",
        delivery: { state: "waiting", error: null },
        sentAt: null,
        expiresAt: null,
      },
      {
        username: "grace",
        status: "accepted",
        groups: [{ name: "Administrators", isDeleted: false }],
        invitedBy: "Alex Morgan",
      },
      { username: "linus", status: "declined", email: null },
      { username: "margaret", status: "expired", delivery: { state: "sent" }, invitedBy: "Ada Winter" },
    ]);
  });

  test.each([
    ["all", ["dennis", "grace", "linus", "margaret"]],
    ["pending", ["dennis"]],
    ["accepted", ["grace"]],
    ["declined", ["linus"]],
    ["expired", ["margaret"]],
    ["failed", []],
    ["deleted", []],
  ] as const)("the filter %s shows %j", async (filter, expected) => {
    expect((await names({ filter })).sort()).toEqual(expected);
  });

  test("a deleted invitation leaves the list, and the filter for deleted ones shows it", async () => {
    const fresh = await seedScenario(db);
    const { invitationId } = await fresh.inviteAndDeliver("alex", "acme", "grace");
    const ctx = await fresh.contextOf("alex", "acme");
    await deleteInvitations({ ctx, input: { invitationIds: [invitationId] } });
    const of = async (filter: InvitationFilter) =>
      (await listInvitations({ ctx, input: { ...first, filter }, now: new Date() })).rows;
    expect(await of("all")).toEqual([]);
    expect(await of("deleted")).toMatchObject([{ id: invitationId, endReason: "deleted" }]);
  });

  test.each([
    ["gra", ["grace"]],
    ["GRA", ["grace"]],
    ["  mar ", ["margaret"]],
    ["linus@meridian", []],
    ["linus be", ["linus"]],
    ["%", []],
    ["_", []],
    ["\\", []],
    ["\0", ["dennis", "grace", "linus", "margaret"]],
    ["'; drop table users; --", []],
  ])("searching for %j finds %j", async (search, expected) => {
    expect((await names({ search })).sort()).toEqual(expected);
  });

  test.each([
    "",
    "x",
    "bm9uc2Vuc2U",
    "W10",
    Buffer.from('["now","x"]').toString("base64url"),
    Buffer.from(`["tomorrow","${randomUUID()}"]`).toString("base64url"),
  ])("the cursor %j reads as the first page", async (after) => {
    expect(await names({ after })).toHaveLength(4);
    expect(await names({ after, sort: "username" })).toHaveLength(4);
  });

  test("needs the permission", async () => {
    const ctx = { ...(await scenario.contextOf("alex", "acme")), permissions: new Set<never>() };
    await expect(listInvitations({ ctx, input: first, now: new Date() })).rejects.toThrow(Forbidden);
  });

  test("never contains a link or its hash", async () => {
    const { link } = await scenario.inviteAndDeliver("hank", "globex", "linus");
    const text = JSON.stringify(
      await listInvitations({
        ctx: await scenario.contextOf("hank", "globex"),
        input: first,
        now: new Date(),
      }),
    );
    expect(text).not.toContain(link);
    expect(text.toLowerCase()).not.toMatch(/hash|token|"link/);
  });
});

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

test("the list shows the state of the email", async () => {
  const scenario = await seedScenario(db);
  const sending = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const delivery = async () =>
    (await listInvitations({ ctx: await scenario.contextOf("alex", "acme"), input: first, now: new Date() }))
      .rows[0]?.delivery;
  await settleDelivery({
    db,
    ...sending,
    outcome: { sent: false, error: { code: "server-unreachable" }, final: false },
  });
  expect(await delivery()).toEqual({ state: "waiting", error: { code: "server-unreachable" } });
  await settleDelivery({
    db,
    ...sending,
    outcome: { sent: false, error: NO_MAILBOX, final: true },
  });
  expect(await delivery()).toEqual({ state: "failed", error: NO_MAILBOX });
  await settleDelivery({ db, ...sending, sending: 99, outcome: { sent: true } });
  expect(await delivery()).toMatchObject({ state: "failed" });
  await settleDelivery({ db, ...sending, outcome: { sent: true } });
  expect(await delivery()).toEqual({ state: "sent", error: null });
});
