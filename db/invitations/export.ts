import { and, eq } from "drizzle-orm";
import { Forbidden } from "@/db/errors";
import { inBatches, keyset, type ListInput } from "@/db/lists/keyset";
import { can, type RequestContext } from "@/db/request-context";
import { invitations, users } from "@/db/schema";
import { MAX_GROUPS_OF_INVITATION } from "@/lib/roles";
import { invitationColumns, inviter, withShownStatus } from "./columns";
import { INVITATION_ORDERS, type InvitationSort, type InvitationView, isInView } from "./list";
import type { InvitationRow } from "./types";

/** Few, because each row can have 100 groups. */
const AT_ONCE = 25;

/**
 * Yields all matching invitations with all their groups, in the order of the list, 25 at a time. Each batch is read only when
 * it is requested. No row contains a link or its hash, and a row contains an email address only if the list shows it.
 * @param call.now decides which pending invitations read as expired
 * @throws Forbidden without invitations.view
 */
export async function* exportInvitations(call: {
  ctx: RequestContext;
  input: Pick<ListInput<InvitationSort>, "sort" | "descending"> & InvitationView;
  now: Date;
}): AsyncGenerator<readonly InvitationRow[]> {
  const { ctx, input, now } = call;
  if (!can(ctx, "invitations.view")) throw new Forbidden();
  const where = isInView(ctx.organization.id, input);
  yield* inBatches(async (after) => {
    const list = keyset(INVITATION_ORDERS[input.sort], { ...input, after, before: null }, AT_ONCE);
    const rows = await ctx.db
      .select({ ...invitationColumns(MAX_GROUPS_OF_INVITATION), cursor: list.cursor })
      .from(invitations)
      .innerJoin(users, eq(users.id, invitations.userId))
      .leftJoin(inviter, eq(inviter.id, invitations.inviterId))
      .where(and(where, list.afterCursor))
      .orderBy(...list.orderBy)
      .limit(list.limit);
    return list.page(rows.map((row) => withShownStatus(row, now)));
  });
}
