import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { acceptInvitation } from "./accept";
import { askForLink } from "./request-new-link";
import { changeInvitationGroups } from "./change-groups";
import { deleteInvitations } from "./delete";
import { beginSending } from "./deliver";
import { sendAgain } from "./resend";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { repeatRace } from "@/db/testing/repeat-race";
import { auditOf, letPass, membershipOf, stateOf } from "@/db/testing/queries";
import { plantGroup, plantWorld, type World } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";

const { db } = testDatabase();

repeatRace("sending again against accepting ends in one of the two, whole", async (round) => {
  const world = await plantWorld(db);
  const { answer, invitationId } = await invitedAWhileAgo(world);
  const ctx = await world.as("alex", "acme");
  const again = () => sendAgain({ ctx, input: { invitationIds: [invitationId] } });
  const accept = () => acceptInvitation(answer);
  const [one, two] = round % 2 ? [again(), accept()] : [accept(), again()];
  const ended = await Promise.allSettled([one, two]);
  const accepted = ended[round % 2 ? 1 : 0]?.status === "fulfilled";
  const after = await standing(world);
  expect(after).toEqual({
    member: accepted,
    status: accepted ? "accepted" : "pending",
    sentAgain: accepted ? 0 : 1,
    jobs: 1, // the first mail's, or the one that took its place
    round: accepted ? null : "1",
  });
  expect((await membershipOf(world, "grace")) !== undefined).toBe(accepted);
  if (!accepted) expect(await stateOf(world, answer.link, "grace")).toEqual({ state: "unknown" });
});

repeatRace(
  "sending again twenty times at once sends once",
  async () => {
    const world = await plantWorld(db);
    const { invitationId } = await invitedAWhileAgo(world);
    const ctx = await world.as("alex", "acme");
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => sendAgain({ ctx, input: { invitationIds: [invitationId] } })),
    );
    const sent = outcomes.flat().filter(({ outcome }) => outcome === "sent");
    expect(sent).toHaveLength(1);
    expect(outcomes.flat().filter(({ outcome }) => outcome === "too-soon")).toHaveLength(19);
    expect(await standing(world)).toMatchObject({ sentAgain: 1, jobs: 1, round: "1" });
  },
  3,
);

repeatRace(
  "many are sent again, deleted and invited at once in any order, and nobody waits for each other in a ring",
  async () => {
    const world = await plantWorld(db);
    const people = ["grace", "linus", "margaret", "dennis"] as const;
    const ids: string[] = [];
    for (const person of people) ids.push((await world.invited("alex", "acme", person)).invitationId);
    await letPass(world, "acme", "1 hour");
    const ctx = await world.as("alex", "acme");
    const both = [ids, ids.toReversed()];
    await Promise.all([
      ...both.map((invitationIds) => sendAgain({ ctx, input: { invitationIds } })),
      ...both.map((invitationIds) =>
        deleteInvitations({ ctx, input: { invitationIds } }).catch((error: Error) => {
          expect(error.name).toBe("NotFound");
        }),
      ),
      world.invite("alex", "acme", [...people]),
      world.invite("ada", "acme", people.toReversed()),
    ]);
  },
);

repeatRace("sending again against disabling the account leaves no live invitation behind", async (round) => {
  const world = await plantWorld(db);
  const { invitationId } = await invitedAWhileAgo(world);
  const [alex, ada] = [await world.as("alex", "acme"), await world.as("ada", "meridian")];
  const again = () => sendAgain({ ctx: alex, input: { invitationIds: [invitationId] } });
  const disable = () => disableUser({ ctx: ada, input: { userId: world.userId("grace") } });
  await Promise.all(round % 2 ? [again(), disable()] : [disable(), again()]);
  expect((await standing(world)).status).toBe("deleted");
  expect(await beginSending({ db, keys, invitationId })).toBeNull();
});

repeatRace("asking for a link against sending again leaves no request on what was sent", async () => {
  const world = await plantWorld(db);
  const { answer, invitationId } = await invitedAWhileAgo(world, "80 hours");
  const ctx = await world.as("alex", "acme");
  await Promise.all([
    askForLink({ ...answer, session: null }),
    sendAgain({ ctx, input: { invitationIds: [invitationId] } }),
  ]);
  const [row] = await db.execute<{ asked: boolean }>(
    sql`select link_asked_at is not null as asked from invitations where id = ${invitationId}`,
  );
  expect(row?.asked).toBe(false);
});

repeatRace("changing the groups against accepting gives the old ones or the new ones, whole", async () => {
  const world = await plantWorld(db);
  const here = world.places.acme.id;
  const groups = await Promise.all(Array.from({ length: 4 }, () => plantGroup(db, here, [])));
  const [before, after] = [groups.slice(0, 2), groups.slice(2)].map((half) => half.map(({ id }) => id));
  const { answer, invitationId } = await world.invited("alex", "acme", "grace", before);
  const ctx = await world.as("alex", "acme");
  const change = changeInvitationGroups({ ctx, input: { invitationId, groupIds: after ?? [] } });
  const [changed] = await Promise.allSettled([change, acceptInvitation(answer)]);
  const given = await db.execute<{ id: string }>(sql`
      select group_id as id from membership_groups where organization_id = ${here} and user_id = ${world.userId("grace")}`);
  const expected = changed.status === "fulfilled" ? after : before;
  expect(given.map(({ id }) => id).sort()).toEqual(expected?.toSorted());
  const audited = await auditOf(world, "acme", "invitations.edit");
  expect(audited.filter(({ outcome }) => outcome === "done")).toHaveLength(
    changed.status === "fulfilled" ? 1 : 0,
  );
});

async function invitedAWhileAgo(world: World, time = "1 hour") {
  const invited = await world.invited("alex", "acme", "grace");
  await letPass(world, "acme", time);
  return invited;
}

/** What stands of grace's invitation into acme. */
async function standing(world: World) {
  const [here, grace] = [world.places.acme.id, world.userId("grace")];
  const [row] = await db.execute<{
    member: boolean;
    status: string;
    sentAgain: number;
    jobs: number;
    round: string | null;
  }>(sql`
    select exists (select from memberships where organization_id = ${here} and user_id = ${grace}) as member, i.status,
      (select count(*)::int from audit_events where subject_id = i.id and action = 'invitations.send-again' and outcome = 'done') as "sentAgain",
      (select count(*)::int from graphile_worker._private_jobs where payload ->> 'invitationId' = i.id::text) as jobs,
      (select max(payload ->> 'round') from graphile_worker._private_jobs where payload ->> 'invitationId' = i.id::text) as round
    from invitations i where i.organization_id = ${here} and i.user_id = ${grace}`);
  if (!row) throw new Error("There is no invitation.");
  return row;
}
