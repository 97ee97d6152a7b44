import { sql } from "drizzle-orm";
import { readInvitation } from "@/db/invitations/find-by-link";
import { auditEvents, memberships } from "@/db/schema";
import type { Person, OrganizationKey, World } from "./scenario";

/** How things stand: looked at by tests after what they did. */
export async function membershipOf(world: World, person: Person, place: OrganizationKey = "acme") {
  const [membership] = await world.db
    .select()
    .from(memberships)
    .where(sql`organization_id = ${world.places[place].id} and user_id = ${world.userId(person)}`);
  return membership;
}

export async function auditOf(world: World, place: OrganizationKey, action: string) {
  return world.db
    .select()
    .from(auditEvents)
    .where(sql`organization_id = ${world.places[place].id} and action = ${action}`)
    .orderBy(auditEvents.id);
}

/** What the link leads to for somebody signed in, or for nobody. */
export async function stateOf(world: World, link: unknown, viewer: Person | null) {
  const session = viewer && (await world.session(viewer));
  return readInvitation({ db: world.db, link, now: new Date(), session });
}

/** As if so much time had passed since what was done with the invitations into the organization. */
export async function letPass(
  world: Pick<World, "db" | "places">,
  place: OrganizationKey,
  time: string,
): Promise<void> {
  const ago = sql`${time}::interval`;
  await world.db.execute(sql`
    update invitations set created_at = created_at - ${ago}, sent_at = sent_at - ${ago}, expires_at = expires_at - ${ago},
      link_asked_at = link_asked_at - ${ago}, sent_again_at = array(select at - ${ago} from unnest(sent_again_at) as at order by at)
    where organization_id = ${world.places[place].id}`);
}
