import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { constant } from "@/db/lists/keyset";
import type { RequestContext } from "@/db/request-context";

/** What has been set up in a new organization. */
export const firstSteps = z.object({
  /** A role beside Administrator. */
  hasRole: z.boolean(),
  /** A group with such a role. */
  hasGroup: z.boolean(),
  hasInvited: z.boolean(),
  /** A second user. */
  hasUsers: z.boolean(),
  hasSettings: z.boolean(),
  hasChild: z.boolean(),
  hasInvitedBelow: z.boolean(),
});
export type FirstSteps = Readonly<z.infer<typeof firstSteps>>;

/** After this time an organization isn't new. */
const NEW_FOR = sql`interval '30 days'`;

/** In how many child organizations an invitation is looked for. */
const CHILDREN_READ = 100;

/** As JSON; null if the organization isn't new. */
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
