import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { findInvitationByLink } from "@/db/invitations/find-by-link";
import { auditEvents, memberships } from "@/db/schema";
import type { OrganizationKey, Person, Scenario } from "./scenario";

/** @returns the user's membership; undefined if there is none */
export async function membershipOf(
  scenario: Scenario,
  person: Person,
  organization: OrganizationKey = "acme",
) {
  const [membership] = await scenario.db
    .select()
    .from(memberships)
    .where(
      sql`organization_id = ${scenario.organizations[organization].id} and user_id = ${scenario.userId(person)}`,
    );
  return membership;
}

export async function auditOf(scenario: Scenario, organization: OrganizationKey, action: string) {
  return scenario.db
    .select()
    .from(auditEvents)
    .where(sql`organization_id = ${scenario.organizations[organization].id} and action = ${action}`)
    .orderBy(auditEvents.id);
}

/** The state of a link for a signed-in user, or for a visitor. */
export async function stateOf(scenario: Scenario, link: unknown, viewer: Person | null) {
  const session = viewer && (await scenario.session(viewer));
  return findInvitationByLink({ db: scenario.db, link, now: new Date(), session });
}

/** Moves all times of the organization's invitations into the past. @param time an interval, like "1 hour" */
export async function letTimePass(
  scenario: Pick<Scenario, "db" | "organizations">,
  organization: OrganizationKey,
  time: string,
): Promise<void> {
  const ago = sql`${time}::interval`;
  await scenario.db.execute(sql`
    update invitations
    set
      created_at = created_at - ${ago},
      sent_at = sent_at - ${ago},
      expires_at = expires_at - ${ago},
      new_link_requested_at = new_link_requested_at - ${ago},
      resent_at = array(select at - ${ago} from unnest(resent_at) as at order by at)
    where organization_id = ${scenario.organizations[organization].id}`);
}

/** How many rows of the organization there are, in each of its tables. */
export async function countRows(db: Database, id: string): Promise<number[]> {
  const [row] = await db.execute<{ left: number[] }>(sql`
    select array[
      (select count(*) from organizations where id = ${id}),
      (select count(*) from users where managing_organization_id = ${id}),
      (select count(*) from memberships where organization_id = ${id}),
      (select count(*) from invitations where organization_id = ${id}),
      (select count(*) from groups where organization_id = ${id}),
      (select count(*) from roles where organization_id = ${id})]::int[] as left`);
  return row?.left ?? [];
}
