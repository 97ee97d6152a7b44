import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { newLink } from "@/db/link";
import { insertOrganization } from "@/db/organizations/insert";
import { batches } from "@/db/schema";
import { plantGroup } from "@/db/testing/scenario";
import { sentInvitation, type World } from "../security/scenario";

export const ORGANIZATIONS = [
  "own",
  "sibling",
  "parent",
  "child",
  "other root",
  "own below another handle",
  "nothing",
  "malformed",
] as const;

/** Where an address points, as Acme Travel sees it. */
export type OrganizationName = (typeof ORGANIZATIONS)[number];

/** The name of the organization that is planted below each. */
export const CHILD_NAME = "Branch";

/** What an address is made of, for each place; the ids of groups, roles and invitations are of that place. */
export type Ids = {
  readonly root: string;
  readonly orgId: string;
  readonly groupId: string;
  readonly roleId: string;
  readonly userId: string;
  /** Of an organization directly below. */
  readonly belowId: string;
  readonly invitationId: string;
  /** Of one that has ended, by somebody who is gone. */
  readonly batchId: string;
  /** Of an invitation that somebody else has; one that never was, where there is none. */
  readonly link: string;
};

export function isRoot(place: OrganizationName): boolean {
  return place === "parent" || place === "other root";
}

export async function plantPlaces(world: World): Promise<Record<OrganizationName, Ids>> {
  const { places, userId, db } = world;
  await world.invite("ada", "globex", ["grace"]);
  await world.invite("elena", "europe", ["sam"]);
  await sentInvitation(db, places.globex.id, userId("grace"));
  await sentInvitation(db, places.europe.id, userId("sam"));
  const own = { ...(await real(world, "acme")), ...(await world.linkFor("alex", "acme", "dennis")) };
  const nothing = {
    root: world.handle,
    orgId: randomUUID(),
    groupId: randomUUID(),
    roleId: randomUUID(),
    userId: randomUUID(),
    belowId: randomUUID(),
    invitationId: randomUUID(),
    batchId: randomUUID(),
    link: newLink().link,
  };
  const malformed = "not-an-id";
  return {
    own,
    sibling: await real(world, "globex"),
    parent: await real(world, "meridian"),
    child: await real(world, "europe"),
    "other root": await real(world, "orbit"),
    "own below another handle": { ...own, root: world.handleOf("orbit") },
    nothing,
    malformed: {
      root: world.handle,
      orgId: malformed,
      groupId: malformed,
      roleId: malformed,
      userId: malformed,
      belowId: malformed,
      invitationId: malformed,
      batchId: malformed,
      link: malformed,
    },
  };
}

async function real(world: World, place: Parameters<World["path"]>[0]): Promise<Ids> {
  const { id } = world.places[place];
  const [row] = await world.db.execute<{
    groupId: string;
    userId: string;
    invitationId: string | null;
  }>(sql`
    select (select id from groups where organization_id = ${id} order by created_at limit 1) as "groupId",
      (select user_id from memberships where organization_id = ${id} order by joined_at limit 1) as "userId",
      (select id from invitations where organization_id = ${id} limit 1) as "invitationId"`);
  if (!row) throw new Error("A select without from answers with one row.");
  const { roleId } = await plantGroup(world.db, id, []);
  const below = await insertOrganization(world.db, { name: CHILD_NAME, parentId: id });
  return {
    root: world.handleOf(place),
    orgId: id,
    ...row,
    roleId,
    belowId: below.id,
    batchId: await plantBatch(world, id),
    invitationId: row.invitationId ?? randomUUID(),
    link: newLink().link,
  };
}

async function plantBatch({ db }: World, organizationId: string): Promise<string> {
  const id = randomUUID();
  const moment = new Date();
  await db.insert(batches).values({
    ...{ id, organizationId, kind: "delete", state: "finished", actorId: randomUUID(), address: "192.0.2.1" },
    ...{ size: 0, startedAt: moment, endedAt: moment },
  });
  return id;
}
