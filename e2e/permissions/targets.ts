import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { insertOrganization } from "@/db/organizations/insert";
import { addToGroup, seedGroup } from "@/db/testing/scenario";
import { insertUser } from "@/db/users/insert";
import { type Scenario, sentInvitation } from "../fixtures/http-test";
import { CHILD_NAME, type Ids, type OrganizationName } from "./organizations";

type Target = { readonly organization: OrganizationName; readonly ids: Ids };

/** A new invitation, to be deleted. */
export async function prepareInvitation(scenario: Scenario, { organization }: Target): Promise<Partial<Ids>> {
  const [by, where, parent] =
    organization === "child"
      ? (["elena", "europe", "acme"] as const)
      : ([
          organization === "sibling" ? "hank" : "alex",
          organization === "sibling" ? "globex" : "acme",
          "meridian",
        ] as const);
  const username = `prepare-${randomUUID().slice(0, 8)}`;
  const email = `${username}@meridian.example`;
  const organizationId = scenario.organizations[parent].id;
  const userId = await insertUser(scenario.db, {
    organizationId,
    username,
    name: username,
    email,
    password: null,
  });
  await scenario.invite(by, where, [username]);
  return { invitationId: await sentInvitation(scenario.db, scenario.organizations[where].id, userId) };
}

/** A new group with a role and a member, to be deleted or emptied. */
export async function prepareGroup(scenario: Scenario, { ids }: Target): Promise<Partial<Ids>> {
  const { id, roleId } = await seedGroup(scenario.db, ids.orgId, []);
  await addToGroup(scenario.db, ids.orgId, ids.userId, id);
  return { groupId: id, roleId };
}

/** A new child organization, to be disabled, enabled or deleted. */
export async function prepareChild(
  scenario: Scenario,
  { ids }: Target,
  { disabled = false } = {},
): Promise<Partial<Ids>> {
  const { id } = await insertOrganization(scenario.db, { name: CHILD_NAME, parentId: ids.orgId });
  if (disabled) await scenario.db.execute(sql`update organizations set disabled_at = now() where id = ${id}`);
  return { childId: id };
}

/** A child organization whose deletion is running, to be canceled. */
export async function prepareDeletion(scenario: Scenario, target: Target): Promise<Partial<Ids>> {
  const child = await prepareChild(scenario, target, { disabled: true });
  await scenario.db.execute(sql`
    insert into bulk_actions (id, organization_id, kind, state, actor_id, address, target_organization_id, size, started_at)
    values (
      gen_random_uuid(), ${target.ids.orgId}, 'delete-organization', 'running', gen_random_uuid(), '192.0.2.1',
      ${child.childId}, 0, now()
    )`);
  return child;
}

/** A new user of the organization without a password, to be edited, disabled or deleted. */
export async function prepareUser(
  scenario: Scenario,
  { ids }: Target,
  { disabled = false } = {},
): Promise<Partial<Ids>> {
  const username = `prepare-${randomUUID().slice(0, 8)}`;
  const account = {
    username,
    name: username,
    email: `${username}@prepare.example`,
    password: null,
    disabled,
  };
  return { userId: await insertUser(scenario.db, { organizationId: ids.orgId, ...account }) };
}
