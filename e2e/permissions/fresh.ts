import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { insertOrganization } from "@/db/organizations/insert";
import { addToGroup, plantGroup } from "@/db/testing/scenario";
import { insertUser } from "@/db/users/insert";
import { sentInvitation, type World } from "../security/scenario";
import { CHILD_NAME, type Ids, type OrganizationName } from "./organizations";

type Target = { readonly place: OrganizationName; readonly ids: Ids };

/** Somebody new of the parent, invited: for one who may delete it. */
export async function freshInvitation(world: World, { place }: Target): Promise<Partial<Ids>> {
  const [by, where, parent] =
    place === "child"
      ? (["elena", "europe", "acme"] as const)
      : ([
          place === "sibling" ? "hank" : "alex",
          place === "sibling" ? "globex" : "acme",
          "meridian",
        ] as const);
  const username = `fresh-${randomUUID().slice(0, 8)}`;
  const email = `${username}@meridian.example`;
  const organizationId = world.places[parent].id;
  const userId = await insertUser(world.db, {
    organizationId,
    username,
    name: username,
    email,
    password: null,
  });
  await world.invite(by, where, [username]);
  return { invitationId: await sentInvitation(world.db, world.places[where].id, userId) };
}

/** A group with a role and a member, for one who may delete or empty it. */
export async function freshGroup(world: World, { ids }: Target): Promise<Partial<Ids>> {
  const { id, roleId } = await plantGroup(world.db, ids.orgId, []);
  await addToGroup(world.db, ids.orgId, ids.userId, id);
  return { groupId: id, roleId };
}

/** An organization below, for one who may disable, enable or delete it. */
export async function freshBelow(
  world: World,
  { ids }: Target,
  { disabled = false } = {},
): Promise<Partial<Ids>> {
  const { id } = await insertOrganization(world.db, { name: CHILD_NAME, parentId: ids.orgId });
  if (disabled) await world.db.execute(sql`update organizations set disabled_at = now() where id = ${id}`);
  return { belowId: id };
}

/** An organization below that is being deleted, for one who may cancel that. */
export async function freshDeletion(world: World, target: Target): Promise<Partial<Ids>> {
  const fresh = await freshBelow(world, target, { disabled: true });
  await world.db.execute(sql`
    insert into batches (id, organization_id, kind, state, actor_id, address, target_organization_id, size, started_at)
    values (gen_random_uuid(), ${target.ids.orgId}, 'delete-organization', 'running', gen_random_uuid(), '192.0.2.1', ${fresh.belowId}, 0, now())`);
  return fresh;
}

/** A user whom the organization manages, without a password yet, for one who may change, disable or delete the account. */
export async function freshUser(
  world: World,
  { ids }: Target,
  { disabled = false } = {},
): Promise<Partial<Ids>> {
  const username = `fresh-${randomUUID().slice(0, 8)}`;
  const account = { username, name: username, email: `${username}@fresh.example`, password: null, disabled };
  return { userId: await insertUser(world.db, { organizationId: ids.orgId, ...account }) };
}
