import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { type OrganizationKey, seedGroup } from "@/db/testing/scenario";
import { insertUser } from "@/db/users/insert";
import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";
import type { Scenario } from "../fixtures/http-test";
import { ORGANIZATIONS, type OrganizationName } from "./organizations";

/** An actor's permissions in an organization, or why they have none there. "absent" is what doesn't exist for anyone. */
export type Access = ReadonlySet<Permission> | "no rights" | "foreign" | "signed out" | "absent";

type Seeded = {
  readonly name: string;
  readonly cookie: string;
  readonly accountId: string;
  /** The organizations that they visit. */
  readonly visits: readonly OrganizationName[];
  readonly access: Readonly<Record<OrganizationName, Access>>;
};

export type Actor = Seeded & { readonly number: number };

/**
 * The organizations in which an actor tries a page or an action: always their own, one that doesn't exist, and where they are
 * a member or have permissions. The others take turns: every page is tried in every organization and by every actor, but not
 * in every combination, because there are thousands.
 * @param turn the number of the page or action
 */
export function visitsOf({ visits, access, number }: Actor, turn: number): OrganizationName[] {
  return visits.filter(
    (organization, index) =>
      ["own", "nothing"].includes(organization) ||
      access[organization] === "no rights" ||
      typeof access[organization] === "object" ||
      (index + number + turn) % 4 === 0,
  );
}

/** Every kind of actor, with a session and with their access to each organization. */
export async function seedActors(scenario: Scenario): Promise<Actor[]> {
  const all: Access = ALL_PERMISSIONS;
  const member = (
    name: string,
    username: string,
    organization: OrganizationKey,
    access: Partial<Actor["access"]>,
  ) => createActor(scenario, name, username, organization, access);
  const seeded: Seeded[] = await Promise.all([
    member("a root administrator", "ada", "meridian", { own: all, sibling: all, parent: all, child: all }),
    member("an administrator of the organization", "alex", "acme", { own: all, child: all }),
    member("a member with no permission", "sam", "acme", { own: "no rights" }),
    member("a member of the child", "elena", "europe", { child: all }),
    member("a member of a sibling", "hank", "globex", { sibling: all }),
    member("a member of the parent", "grace", "meridian", { parent: "no rights" }),
    member("a member of another root", "mallory", "orbit", { "other root": all }),
    createDisabledActor(scenario),
    ...[...ALL_PERMISSIONS].map((permission) => createActorWithOne(scenario, permission)),
    { name: "somebody signed out", cookie: "", accountId: "", visits: ORGANIZATIONS, access: SIGNED_OUT },
    {
      name: "somebody with a session cookie that they made themselves",
      cookie: `authjs.session-token=${forgedToken(scenario.userId("ada"))}`,
      accountId: "",
      visits: ["own", "nothing"],
      access: SIGNED_OUT,
    },
  ]);
  return seeded.map((actor, number) => ({ ...actor, number }));
}

async function createActor(
  scenario: Scenario,
  name: string,
  username: string,
  organization: OrganizationKey,
  access: Partial<Actor["access"]>,
): Promise<Seeded> {
  return {
    name,
    cookie: await scenario.cookie(username, organization),
    accountId: await accountOf(scenario, username, organization),
    visits: ORGANIZATIONS,
    access: { ...FOREIGN, ...access },
  };
}

async function accountOf(scenario: Scenario, username: string, organization: OrganizationKey) {
  const [user] = await scenario.db.execute<{ id: string }>(sql`
    select id from users
    where username = ${username} and managing_organization_id = ${scenario.organizations[organization].id}`);
  return user?.id ?? "";
}

/** A member of the organization whose groups grant one permission. */
async function createActorWithOne(scenario: Scenario, permission: Permission): Promise<Seeded> {
  const organizationId = scenario.organizations.acme.id;
  const group = await seedGroup(scenario.db, organizationId, [permission]);
  const username = `only-${permission}`;
  await insertUser(scenario.db, {
    organizationId,
    username,
    name: username,
    email: `${username}@acme-travel.example`,
    password: null,
    groupIds: [group.id],
  });
  const own = new Set([permission]);
  const access = permission === "organizations.enter" ? { own, child: ALL_PERMISSIONS } : { own };
  const actor = await createActor(scenario, `a member with only ${permission}`, username, "acme", access);
  return { ...actor, visits: ["own", "child"] };
}

/** Was signed in when the account was disabled. */
async function createDisabledActor(scenario: Scenario): Promise<Seeded> {
  const { id: organizationId, administratorsGroupId } = scenario.organizations.acme;
  const username = "dora";
  const userId = await insertUser(scenario.db, {
    organizationId,
    username,
    name: "Dora",
    email: null,
    password: null,
    groupIds: [administratorsGroupId],
  });
  const cookie = await scenario.cookie(username, "acme");
  await scenario.db.execute(sql`update users set disabled_at = now() where id = ${userId}`);
  return {
    name: "a disabled administrator of the organization",
    cookie,
    accountId: userId,
    visits: ORGANIZATIONS,
    access: SIGNED_OUT,
  };
}

function forgedToken(userId: string): string {
  return Buffer.from(JSON.stringify({ sub: userId, sessionId: randomUUID() })).toString("base64url");
}

const FOREIGN = {
  own: "foreign",
  sibling: "foreign",
  parent: "foreign",
  child: "foreign",
  "other root": "foreign",
  "own below another handle": "foreign",
  nothing: "foreign",
  malformed: "foreign",
} as const satisfies Actor["access"];

const SIGNED_OUT = {
  own: "signed out",
  sibling: "signed out",
  parent: "signed out",
  child: "signed out",
  "other root": "signed out",
  "own below another handle": "absent",
  nothing: "absent",
  malformed: "absent",
} as const satisfies Actor["access"];
