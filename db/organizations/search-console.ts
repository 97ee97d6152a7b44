import { and, eq, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { matches } from "@/db/lists/search";
import { can, type RequestContext } from "@/db/request-context";
import { groups, invitations, memberships } from "@/db/schema";
import type { ConsoleSearch } from "./input";
import { searchSwitchableOrganizations } from "./search-switchable";
import type { ConsoleMatches } from "./types";

/** Results of each kind, so that all kinds fit on a screen. */
const SHOWN = 5;

const NOTHING: ConsoleMatches = { users: [], invitations: [], groups: [], organizations: [] };

/**
 * Finds users, pending invitations and groups of the organization, and other organizations to switch to, by part of their name or
 * username: the first five of each kind. An empty search finds nothing. Users, invitations and groups need the permission to
 * view them.
 */
export async function searchConsole(call: {
  ctx: RequestContext;
  input: ConsoleSearch;
}): Promise<ConsoleMatches> {
  const { ctx, input } = call;
  const search = input.search.trim();
  if (search === "") return NOTHING;
  const [users, invited, found, organizations] = await Promise.all([
    can(ctx, "users.view") ? findUsers(ctx, search) : [],
    can(ctx, "invitations.view") ? findInvitations(ctx, search) : [],
    can(ctx, "groups.view") ? findGroups(ctx, search) : [],
    ctx.session ? searchSwitchableOrganizations({ db: ctx.db, session: ctx.session, search }) : [],
  ]);
  const others = organizations.filter(({ id }) => id !== ctx.organization.id);
  return { users, invitations: invited, groups: found, organizations: others.slice(0, SHOWN) };
}

function findUsers(ctx: RequestContext, search: string) {
  return ctx.db
    .select({ id: memberships.userId, name: memberships.name, username: memberships.username })
    .from(memberships)
    .where(
      and(
        eq(memberships.organizationId, ctx.organization.id),
        isCurrent(sql`${memberships}`),
        matches(memberships.search, search),
      ),
    )
    .orderBy(memberships.name, memberships.userId)
    .limit(SHOWN);
}

function findInvitations(ctx: RequestContext, search: string) {
  return ctx.db
    .select({ id: invitations.id, name: invitations.name, username: invitations.username })
    .from(invitations)
    .where(
      and(
        eq(invitations.organizationId, ctx.organization.id),
        eq(invitations.status, "pending"),
        matches(invitations.search, search),
      ),
    )
    .orderBy(invitations.name, invitations.id)
    .limit(SHOWN);
}

function findGroups(ctx: RequestContext, search: string) {
  return ctx.db
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(and(eq(groups.organizationId, ctx.organization.id), matches(groups.search, search)))
    .orderBy(groups.search, groups.id)
    .limit(SHOWN);
}
