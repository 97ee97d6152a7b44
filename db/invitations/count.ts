import { sql } from "drizzle-orm";
import { z } from "zod";
import { Forbidden } from "@/db/errors";
import { countUpTo, totalOf } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { can, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { invitations } from "@/db/schema";
import { INVITATION_FILTERS, type InvitationFilter, isInView } from "./list";

const countsRow = z.record(z.enum(INVITATION_FILTERS), z.number());

/**
 * Counts the invitations of each filter of the list, without a search, each up to 1,000.
 * @throws Forbidden without invitations.view
 */
export async function countInvitations(
  ctx: RequestContext,
): Promise<Readonly<Record<InvitationFilter, Page<unknown>["total"]>>> {
  if (!can(ctx, "invitations.view")) throw new Forbidden();
  const [row] = await rowsOf(ctx.db, countsRow)`
    select ${sql.join(
      INVITATION_FILTERS.map((filter) => {
        const inFilter = isInView(ctx.organization.id, { filter, search: "" });
        return sql`${countUpTo(sql`from ${invitations} where ${inFilter}`)} as ${sql.identifier(filter)}`;
      }),
      sql`, `,
    )}`;
  const countOf = (filter: InvitationFilter) => totalOf(row?.[filter] ?? 0);
  return {
    all: countOf("all"),
    pending: countOf("pending"),
    expiring: countOf("expiring"),
    accepted: countOf("accepted"),
    declined: countOf("declined"),
    expired: countOf("expired"),
    failed: countOf("failed"),
    requested: countOf("requested"),
    deleted: countOf("deleted"),
  };
}
