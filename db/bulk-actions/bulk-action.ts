import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { can, type RequestContext } from "@/db/request-context";
import { bulkActions, users } from "@/db/schema";
import type { Permission } from "@/lib/permissions";
import type { AnyBulkActionKind, BulkActionKind, BulkActionOutcome, Tally } from "./types";

/** The columns of a bulk action in a list. Needs a join with `users`. */
export const bulkActionColumns = {
  id: bulkActions.id,
  kind: sql<BulkActionKind>`${bulkActions.kind}`,
  state: bulkActions.state,
  size: bulkActions.size,
  tally: sql<Tally>`${bulkActions.tally}`,
  reason: bulkActions.reason,
  startedBy: users.name,
  createdAt: bulkActions.createdAt,
  startedAt: bulkActions.startedAt,
  endedAt: bulkActions.endedAt,
};

/** A condition: a bulk action on invitations of the organization that the viewer can see. */
export function isVisibleTo(ctx: RequestContext): SQL | undefined {
  return and(
    eq(bulkActions.organizationId, ctx.organization.id),
    isNull(bulkActions.targetOrganizationId),
    or(
      eq(bulkActions.actorId, ctx.actor.id),
      can(ctx, "invitations.view") ? sql`${bulkActions.state} <> 'draft'` : undefined,
    ),
  );
}

/** The permission to start, continue and cancel a bulk action. */
export const REQUIRED_PERMISSION = {
  invite: "invitations.create",
  resend: "invitations.send",
  delete: "invitations.delete",
  "delete-organization": "organizations.delete",
} as const satisfies Record<AnyBulkActionKind, Permission>;

/** Adds outcomes to a tally. @returns a new tally */
export function countOutcomes(tally: Tally, outcomes: readonly BulkActionOutcome[]): Tally {
  const counted: Partial<Record<BulkActionOutcome, number>> = { ...tally };
  for (const outcome of outcomes) counted[outcome] = (counted[outcome] ?? 0) + 1;
  return counted;
}
