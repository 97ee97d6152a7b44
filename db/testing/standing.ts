import { sql } from "drizzle-orm";
import { readInvitation } from "@/db/invitations/read";
import { auditEvents, memberships } from "@/db/schema";
import type { Person, Place, World } from "@/db/testing/world";

/** How things stand: looked at by tests after what they did. */
export async function membershipOf(world: World, person: Person, place: Place = "acme") {
  const [membership] = await world.db
    .select()
    .from(memberships)
    .where(sql`organization_id = ${world.places[place].id} and user_id = ${world.userId(person)}`);
  return membership;
}

export async function auditOf(world: World, place: Place, action: string) {
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
