import { and, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import { isVisible } from "@/db/organizations/visibility";
import { can, type RequestContext } from "@/db/request-context";
import type { Permission } from "@/lib/permissions";

export const SUBJECT_PAGES = ["invitation", "user", "group", "role", "organization"] as const;
export type SubjectPage = (typeof SUBJECT_PAGES)[number];

type EventColumns = { readonly organizationId: SQLWrapper; readonly subjectId: SQLWrapper };

/**
 * The kind of page that shows what an event is about. Null if the viewer can't open it, it was deleted, or the event is of
 * another organization.
 */
export function subjectPage(ctx: RequestContext, event: EventColumns): SQL<SubjectPage | null> {
  const here = ctx.organization.id;
  const id = event.subjectId;
  const pages: readonly (readonly [SubjectPage, Permission, SQL])[] = [
    [
      "invitation",
      "invitations.view",
      sql`from invitations x where x.organization_id = ${here} and x.id = ${id}`,
    ],
    [
      "user",
      "users.view",
      sql`from memberships x where x.organization_id = ${here} and x.user_id = ${id} and ${isCurrent(sql`x`)}`,
    ],
    ["group", "groups.view", sql`from groups x where x.organization_id = ${here} and x.id = ${id}`],
    ["role", "roles.view", sql`from roles x where x.organization_id = ${here} and x.id = ${id}`],
    [
      "organization",
      "organizations.view",
      sql`from organizations o where ${and(sql`o.parent_id = ${here}`, sql`o.id = ${id}`, isVisible(ctx))}`,
    ],
  ];
  const cases = pages
    .filter(([, permission]) => can(ctx, permission))
    .map(([page, , from]) => sql`when exists (select ${from}) then ${sql.raw(`'${page}'`)}`);
  return sql`case when ${event.organizationId} <> ${here} then null ${sql.join(cases, sql` `)} end`;
}
