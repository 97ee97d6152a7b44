import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { beginDelivery } from "@/db/invitations/deliver";
import { inviteUsers } from "@/db/invitations/invite";
import { changeMembershipEnd } from "@/db/memberships/change-end";
import { keys } from "@/db/testing/link-keys";
import { type OrganizationKey, type Person, type Scenario, seedGroup } from "./scenario";

/** The day in UTC this many days from today. */
export function day(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

export async function invitedUntil(
  scenario: Scenario,
  by: Person,
  organization: OrganizationKey,
  invitee: Person,
  endsOn: string | null,
  groupIds: string[] = [],
) {
  const input = { usernames: [invitee], groupIds, requestId: randomUUID(), endsOn };
  expect(await inviteUsers({ ctx: await scenario.contextOf(by, organization), input })).toMatchObject([
    { outcome: "invited" },
  ]);
  const [row] = await scenario.db.execute<{ id: string }>(sql`
    select id from invitations
    where organization_id = ${scenario.organizations[organization].id}
      and user_id = ${scenario.userId(invitee)} and status = 'pending'`);
  const sending = row && (await beginDelivery({ db: scenario.db, keys, invitationId: row.id }));
  if (!sending || "deferReason" in sending) throw new Error(`${invitee} was not invited.`);
  return {
    ...sending,
    response: { db: scenario.db, session: await scenario.session(invitee), link: sending.link, address: "x" },
  };
}

export async function joinUntil(
  scenario: Scenario,
  by: Person,
  organization: OrganizationKey,
  person: Person,
  endsOn: string | null,
  permissions: Parameters<typeof seedGroup>[2] = [],
) {
  const groups =
    permissions.length > 0
      ? [(await seedGroup(scenario.db, scenario.organizations[organization].id, permissions)).id]
      : [];
  await acceptInvitation((await invitedUntil(scenario, by, organization, person, endsOn, groups)).response);
}

/** Moves the end of the membership in Acme Travel to a minute ago. */
export async function runOut(scenario: Scenario, person: Person) {
  await scenario.db.execute(sql`
    update memberships set ends_at = now() - interval '1 minute'
    where organization_id = ${scenario.organizations.acme.id} and user_id = ${scenario.userId(person)}`);
}

export async function changeEnd(scenario: Scenario, by: Person, person: Person, endsOn: string) {
  const input = { userId: scenario.userId(person), endsOn: endsOn || null };
  await changeMembershipEnd({ ctx: await scenario.contextOf(by, "acme"), input });
}
