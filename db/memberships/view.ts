import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { Forbidden } from "@/db/errors";
import { COUNT_UP_TO } from "@/db/lists/keyset";
import { matches } from "@/db/lists/search";
import { can, type RequestContext } from "@/db/request-context";
import { memberships } from "@/db/schema";
import { isUuid } from "@/db/uuid";

/**
 * The filters of the list of users. One filter at a time is enough: disabled accounts are managed here, because disabling an
 * account ends its invited memberships, and only invited memberships have an end date.
 */
export const MEMBER_FILTERS = [
  "all",
  "managed",
  "invited",
  "with-end-date",
  "ending-soon",
  "disabled",
] as const;
export type MemberFilter = (typeof MEMBER_FILTERS)[number];

/** Which members a list shows, on all of its pages. */
export type MemberView = {
  readonly search: string;
  /** The default is all. */
  readonly filter?: MemberFilter;
  /** Only the members of this group. */
  readonly groupId?: string | null;
};

const FILTERS: Record<MemberFilter, SQL> = {
  all: sql`true`,
  managed: sql`${memberships.origin} = 'managed'`,
  invited: sql`${memberships.origin} = 'invited'`,
  "with-end-date": sql`${memberships.ends} < 'infinity'`,
  "ending-soon": sql`${memberships.ends} <= now() + interval '30 days'`,
  disabled: sql`exists (
    select from users account where account.id = ${memberships.userId} and account.disabled_at is not null
  )`,
};

/**
 * Reads filter and group from the address of the list. Ignores invalid values, and the group if the viewer can't see groups.
 */
export function readMemberView(
  ctx: RequestContext,
  given: Readonly<Record<string, string | undefined>>,
): Required<Omit<MemberView, "search">> {
  const group = given.group?.toLowerCase() ?? "";
  return {
    filter: MEMBER_FILTERS.find((known) => known === given.show) ?? "all",
    groupId: can(ctx, "groups.view") && isUuid(group) ? group : null,
  };
}

/** The members of the organization that match. A group of another organization has none. */
export function isInView({ organization }: RequestContext, view: MemberView): SQL | undefined {
  const { search, filter = "all", groupId } = view;
  return and(
    eq(memberships.organizationId, organization.id),
    isCurrent(sql`${memberships}`),
    filter === "all" ? undefined : FILTERS[filter],
    groupId ? isInGroup(groupId) : undefined,
    matches(memberships.search, search),
  );
}

/** @throws Forbidden without users.view; for the members of a group, without groups.view */
export function requireViewable(ctx: RequestContext, { groupId }: MemberView): void {
  if (!can(ctx, groupId ? "groups.view" : "users.view")) throw new Forbidden();
}

/**
 * Counts the members for each filter in one statement.
 * @returns null if there are more than 1,000 without a filter, because counting them all would take long
 * @throws Forbidden without users.view; for the members of a group, without groups.view
 */
export async function countByFilter(call: {
  ctx: RequestContext;
  input: Omit<MemberView, "filter">;
}): Promise<Readonly<Record<MemberFilter, number>> | null> {
  const { ctx } = call;
  const { search, groupId = null } = call.input;
  requireViewable(ctx, { search, groupId });
  const matched = ctx.db
    .select({
      all: FILTERS.all.as("all"),
      managed: FILTERS.managed.as("managed"),
      invited: FILTERS.invited.as("invited"),
      "with-end-date": FILTERS["with-end-date"].as("with-end-date"),
      "ending-soon": FILTERS["ending-soon"].as("ending-soon"),
      disabled: FILTERS.disabled.as("disabled"),
    })
    .from(memberships)
    .where(isInView(ctx, { search, groupId }))
    .limit(COUNT_UP_TO + 1)
    .as("matched");
  const countOf = (filter: MemberFilter) =>
    sql`count(*) filter (where ${matched[filter]})::int`.mapWith(Number);
  const [counts] = await ctx.db
    .select({
      all: count(),
      managed: countOf("managed"),
      invited: countOf("invited"),
      "with-end-date": countOf("with-end-date"),
      "ending-soon": countOf("ending-soon"),
      disabled: countOf("disabled"),
    })
    .from(matched);
  return counts && counts.all <= COUNT_UP_TO ? counts : null;
}

function isInGroup(groupId: string): SQL {
  return sql`exists (
    select from membership_groups mg
    where mg.organization_id = ${memberships.organizationId}
      and mg.user_id = ${memberships.userId}
      and mg.group_id = ${groupId}
  )`;
}
