import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  INVITATION_FILTERS,
  INVITATION_SORTS,
  type InvitationFilter,
  type InvitationSort,
  listInvitations,
} from "@/db/invitations/list";
import type { RequestContext } from "@/db/request-context";
import { info } from "@/scripts/log";
import { compare, type Figure, medianTimeOf, ratioOf, type Spread } from "./measure";
import { type Scenario, seedChild } from "./scenario";

const SIZES = [100, 10_000, 1_000_000];
const TIMES = 20;
const PAGE = 20;
const FAR = 500;

/** The Invitations page's query at three sizes, any filter, any sort, near and far, beside bare selects of the rows. */
export async function benchLists(scenario: Scenario): Promise<Figure[]> {
  const figures: Figure[] = [];
  const firstPages = new Map<number, Spread>();
  for (const size of SIZES) {
    info(`Seeding ${size.toLocaleString("en")} invitations`);
    const { ctx } = await seedInvitations(scenario, size);
    for (const page of size > FAR * PAGE ? [1, FAR] : [1]) {
      const { what, both, slowest } = await worstPage(scenario, ctx, page);
      const work = `Invitations, ${size.toLocaleString("en")} stored, page ${page}: ${what}`;
      figures.push({ work, unit: "ms", ...both, wanted: { atMost: 2 } });
      if (page === 1) firstPages.set(size, slowest);
    }
    if (size === SIZES.at(-1)) figures.push(...(await benchSearch(scenario, ctx)));
  }
  const [small, large] = [firstPages.get(100), firstPages.get(1_000_000)];
  if (small && large) {
    const work = "Invitations, page 1: 1,000,000 stored beside 100";
    figures.push({ work, unit: "ms", ours: large, floor: small, wanted: { atMost: 1.5 } });
  }
  return figures;
}

type Order = {
  readonly filter: InvitationFilter;
  readonly sort: InvitationSort;
  readonly descending: boolean;
};

const ALL_WAYS: readonly Order[] = INVITATION_FILTERS.flatMap((filter) =>
  INVITATION_SORTS.flatMap((sort) => [true, false].map((descending) => ({ filter, sort, descending }))),
);

/** Every filter in every order: the one that is furthest from its floor, and the one that takes longest. */
async function worstPage(scenario: Scenario, ctx: RequestContext, page: number) {
  const measured: { what: string; both: Both }[] = [];
  for (const order of ALL_WAYS) {
    const after = page === 1 ? null : await cursorAt(scenario.db, ctx, order, (page - 1) * PAGE);
    if (page > 1 && !after) continue;
    const input = { ...order, search: "", after: after && cursorOf(after), before: null };
    const both = await compare(
      () => medianTimeOf(TIMES, () => listInvitations({ ctx, input, now: new Date() })),
      () => medianTimeOf(TIMES, () => listBare(scenario, ctx, order, after)),
    );
    measured.push({
      what: `${order.filter} by ${order.sort}${order.descending ? ", last first" : ""}`,
      both,
    });
  }
  const worst = measured.toSorted((a, b) => ratioOf(b.both) - ratioOf(a.both)).at(0);
  const slowest = measured.toSorted((a, b) => b.both.ours.median - a.both.ours.median).at(0);
  if (!worst || !slowest) throw new Error(`There is no page ${page}.`);
  return { ...worst, slowest: slowest.both.ours };
}

type Both = { readonly ours: Spread; readonly floor: Spread };

/** A part that few usernames have, and one that all have, beside the first page of all. */
async function benchSearch(scenario: Scenario, ctx: RequestContext): Promise<Figure[]> {
  const rare = scenario.usernames.slice(0, TIMES).map((username) => username.slice(7, 13));
  const parts = { "by a part of one username": rare, "by what all usernames have": rare.map(() => "person") };
  const figures: Figure[] = [];
  for (const [name, searches] of Object.entries(parts)) {
    const both = await compare(
      () =>
        medianTimeOf(TIMES, (time) =>
          listInvitations({ ctx, input: searchFor(searches[time]), now: new Date() }),
        ),
      () => medianTimeOf(TIMES, () => listInvitations({ ctx, input: searchFor(""), now: new Date() })),
    );
    figures.push({
      work: `search ${name} in 1,000,000, beside page 1`,
      unit: "ms",
      ...both,
      wanted: { atMost: 5 },
    });
  }
  return figures;
}

function searchFor(search = "") {
  const first = { filter: "all", sort: "sent", descending: true, after: null, before: null } as const;
  return { ...first, search };
}

const COLUMNS: Record<InvitationSort, { column: string; type: string }> = {
  sent: { column: "sent_order", type: "timestamptz" },
  username: { column: "username", type: "text" },
  expires: { column: "expires_order", type: "timestamptz" },
};

const CONDITIONS: Record<InvitationFilter, string> = {
  all: "(i.status <> 'deleted') is true",
  pending: "i.status = 'pending' and i.expires_order > now()",
  expiring:
    "i.status = 'pending' and i.expires_order > now() and i.expires_order <= now() + interval '1 day'",
  accepted: "i.status = 'accepted'",
  declined: "i.status = 'declined'",
  expired: "i.status = 'pending' and i.expires_order <= now()",
  failed: "i.status = 'pending' and i.expires_order > now() and i.email_state = 'failed'",
  requested: "i.status = 'pending' and i.new_link_requested_at is not null",
  deleted: "i.status = 'deleted'",
};

type Cursor = { readonly value: string; readonly id: string };

async function cursorAt(db: Database, ctx: RequestContext, order: Order, at: number): Promise<Cursor | null> {
  const [row] = await db.execute<Cursor>(sql`
    select i.${sql.raw(COLUMNS[order.sort].column)}::text as value, i.id
    from invitations i where i.organization_id = ${ctx.organization.id} and ${sql.raw(CONDITIONS[order.filter])}
    ${sql.raw(orderOf(order))} limit 1 offset ${at - 1}`);
  return row ?? null;
}

function cursorOf({ value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id])).toString("base64url");
}

function orderOf({ sort, descending }: Order): string {
  const direction = descending ? "desc" : "asc";
  return `order by i.${COLUMNS[sort].column} ${direction}, i.id ${direction}`;
}

/** What the page shows of twenty rows, without their number. */
async function listBare({ bare }: Scenario, ctx: RequestContext, order: Order, after: Cursor | null) {
  const { column, type } = COLUMNS[order.sort];
  const afterCursor = after
    ? `and (i.${column}, i.id) ${order.descending ? "<" : ">"} ($2::${type}, $3::uuid)`
    : "";
  await bare.query({
    name: `list ${order.filter} ${order.sort} ${order.descending} ${after !== null}`,
    text: `
      select i.*, u.email, inviter.name as invited_by,
        (select json_agg(ig.group_name) from invitation_groups ig where ig.invitation_id = i.id) as groups
      from invitations i join users u on u.id = i.user_id left join users inviter on inviter.id = i.inviter_id
      where i.organization_id = $1 and ${CONDITIONS[order.filter]} ${afterCursor}
      ${orderOf(order)} limit ${PAGE + 1}`,
    values: [ctx.organization.id, ...(after ? [after.value, after.id] : [])],
  });
}

/** One in ten is pending, half of these expired; the others are accepted, declined and deleted in like numbers. */
async function seedInvitations(scenario: Scenario, size: number): Promise<{ ctx: RequestContext }> {
  const child = await seedChild(scenario);
  const { db, vendorId } = scenario;
  const status = sql`
    case when n % 10 > 0 then (array['accepted', 'declined', 'deleted'])[1 + n % 3]::invitation_status
      else 'pending' end`;
  await db.execute(sql`
    with invitees as (
      select user_id, username, name, search, row_number() over (order by user_id) - 1 as at
      from memberships where organization_id = ${vendorId}
    ),
    planned as (
      select n, ${status} as status, timestamptz '2026-01-01' + make_interval(secs => n * 7 % 20000000) as sent,
        n % 20 = 0 as expired, (n / 10) as at
      from generate_series(0, ${size - 1}::int) as n
    ),
    seeded as (
      insert into invitations
        (organization_id, parent_organization_id, root_id, user_id, username, name, search, inviter_id, lifetime_hours,
         status, email_state, sending, created_at, sent_at, expires_at, ended_at, end_reason)
      select ${child.id}, ${vendorId}, ${vendorId}, i.user_id, i.username, i.name, i.search, ${child.ctx.actor.id}, 72,
        p.status, 'sent', 1, p.sent, p.sent,
        case when p.status = 'pending' and not p.expired then now() + make_interval(secs => 3600 + p.n)
          else p.sent + interval '72 hours' end,
        case when p.status <> 'pending' then p.sent + interval '1 hour' end,
        case when p.status <> 'pending' then p.status::text::invitation_end end
      from planned p join invitees i using (at)
      returning id
    )
    insert into invitation_groups (organization_id, invitation_id, group_id, group_name)
    select ${child.id}, seeded.id, g.id, g.name from seeded cross join groups g where g.id = ${child.groupIds[0] ?? null}`);
  await db.execute(sql`vacuum analyze invitations`);
  await db.execute(sql`vacuum analyze invitation_groups`);
  return { ctx: child.ctx };
}
