import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { inviteUsers } from "@/db/invitations/invite";
import { beginSending } from "@/db/invitations/deliver";
import { changeMembershipEnd } from "@/db/memberships/change-end";
import { keys } from "@/db/testing/link-keys";
import { type Person, type OrganizationKey, plantGroup, type World } from "./scenario";

/** So many days from today, by UTC. */
export function day(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

export async function invitedUntil(
  world: World,
  by: Person,
  place: OrganizationKey,
  invitee: Person,
  endsOn: string | null,
  groupIds: string[] = [],
) {
  const input = { usernames: [invitee], groupIds, requestId: randomUUID(), endsOn };
  expect(await inviteUsers({ ctx: await world.as(by, place), input })).toMatchObject([
    { outcome: "invited" },
  ]);
  const [row] = await world.db.execute<{ id: string }>(sql`
    select id from invitations where organization_id = ${world.places[place].id} and user_id = ${world.userId(invitee)} and status = 'pending'`);
  const sending = row && (await beginSending({ db: world.db, keys, invitationId: row.id }));
  if (!sending || "held" in sending) throw new Error(`${invitee} was not invited.`);
  return {
    ...sending,
    answer: { db: world.db, session: await world.session(invitee), link: sending.link, address: "x" },
  };
}

export async function joinUntil(
  world: World,
  by: Person,
  place: OrganizationKey,
  person: Person,
  endsOn: string | null,
  permissions: Parameters<typeof plantGroup>[2] = [],
) {
  const groups =
    permissions.length > 0 ? [(await plantGroup(world.db, world.places[place].id, permissions)).id] : [];
  await acceptInvitation((await invitedUntil(world, by, place, person, endsOn, groups)).answer);
}

/** As if the end of the membership in Acme Travel had come a minute ago. */
export async function runOut(world: World, person: Person) {
  await world.db.execute(sql`
    update memberships set ends_at = now() - interval '1 minute'
    where organization_id = ${world.places.acme.id} and user_id = ${world.userId(person)}`);
}

export async function changeEnd(world: World, by: Person, person: Person, endsOn: string) {
  const input = { userId: world.userId(person), endsOn: endsOn || null };
  await changeMembershipEnd({ ctx: await world.as(by, "acme"), input });
}
