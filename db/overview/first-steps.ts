import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { constant } from "@/db/lists/keyset";
import type { RequestContext } from "@/db/request-context";

/** What has been set up in a new organization. */
export const firstSteps = z.object({
  /** Whether there is a role besides Administrator. */
  hasRole: z.boolean(),
  /** Whether a group has such a role. */
  hasGroup: z.boolean(),
  hasInvited: z.boolean(),
  /** Whether there is a second user. */
  hasUsers: z.boolean(),
  hasSettings: z.boolean(),
  hasChild: z.boolean(),
  hasInvitedBelow: z.boolean(),
});
export type FirstSteps = Readonly<z.infer<typeof firstSteps>>;

/** An organization is new for this long. */
const NEW_FOR = sql`interval '30 days'`;

/** The number of child organizations that are searched for an invitation. */
const CHILDREN_READ = 100;

/** The first steps as JSON; null if the organization isn't new. */
export function findFirstSteps({ organization: { id } }: RequestContext): SQL {
  return sql`(
    select json_build_object(
      'hasRole', exists (select from roles r where r.organization_id = ${id} and not r.is_administrator),
      'hasGroup', exists (
        select from group_roles gr
        join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
        where gr.organization_id = ${id} and not r.is_administrator
      ),
      'hasInvited', exists (select from invitations i where i.organization_id = ${id}),
      'hasUsers', exists (select from memberships m where m.organization_id = ${id} offset 1),
      'hasSettings', exists (
        select from audit_events e
        where e.organization_id = ${id} and e.action = 'settings.edit' and e.outcome = 'done'
      ),
      'hasChild', exists (select from organizations c where c.parent_id = ${id}),
      'hasInvitedBelow', exists (
        select from (select c.id from organizations c where c.parent_id = ${id} limit ${constant(CHILDREN_READ)}) as child
        join invitations i on i.organization_id = child.id
      )
    )
    from organizations o
    where o.id = ${id} and o.created_at > now() - ${NEW_FOR}
  )`;
}
