import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { type OrganizationKey, seedGroup } from "@/db/testing/scenario";
import { insertUser } from "@/db/users/insert";
import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";
import { PASSWORD, type Scenario } from "../fixtures/http-test";
import { ORGANIZATIONS, type OrganizationName } from "./organizations";

/** How somebody stands to an organization: their permissions there, or why there is nothing for them. */
export type Standing = ReadonlySet<Permission> | "no rights" | "foreign" | "signed out" | "nobody's";

export type Actor = {
  readonly name: string;
  readonly cookie: string;
  /** Where they go. */
  readonly asks: readonly OrganizationName[];
  readonly stands: Readonly<Record<OrganizationName, Standing>>;
};

/** Every kind of person, with their session, and what each is to each organization. */
export async function seedPeople(scenario: Scenario): Promise<Actor[]> {
  const all: Standing = ALL_PERMISSIONS;
  const known = (
    name: string,
    username: string,
    organization: OrganizationKey,
    stands: Partial<Actor["stands"]>,
  ) => asker(scenario, name, username, organization, stands);
  return [
    ...(await Promise.all([
      known("a root administrator", "ada", "meridian", { own: all, sibling: all, parent: all, child: all }),
      known("an administrator of the organization", "alex", "acme", { own: all, child: all }),
      known("a member with no permission", "sam", "acme", { own: "no rights" }),
      known("a member of the child", "elena", "europe", { child: all }),
      known("a member of a sibling", "hank", "globex", { sibling: all }),
      known("a member of the parent", "grace", "meridian", { parent: "no rights" }),
      known("a member of another root", "mallory", "orbit", { "other root": all }),
      disabled(scenario),
      ...[...ALL_PERMISSIONS].map((permission) => withOne(scenario, permission)),
    ])),
    { name: "somebody signed out", cookie: "", asks: ORGANIZATIONS, stands: SIGNED_OUT },
    {
      name: "somebody with a session of their own making",
      cookie: `authjs.session-token=${Buffer.from(JSON.stringify({ sub: scenario.userId("ada"), sessionId: randomUUID() })).toString("base64url")}`,
      asks: ["own", "nothing"],
      stands: SIGNED_OUT,
    },
  ];
}

async function asker(
  scenario: Scenario,
  name: string,
  username: string,
  organization: OrganizationKey,
  stands: Partial<Actor["stands"]>,
): Promise<Actor> {
  return {
    name,
    cookie: await scenario.cookie(username, organization),
    asks: ORGANIZATIONS,
    stands: { ...FOREIGN, ...stands },
  };
}

async function withOne(scenario: Scenario, permission: Permission): Promise<Actor> {
  const organizationId = scenario.organizations.acme.id;
  const group = await seedGroup(scenario.db, organizationId, [permission]);
  const username = `only-${permission}`;
  await insertUser(scenario.db, {
    ...{ organizationId, username, name: username, email: null, password: PASSWORD },
    groupIds: [group.id],
  });
  const below: Partial<Actor["stands"]> =
    permission === "organizations.enter" ? { child: ALL_PERMISSIONS } : {};
  const stands = { own: new Set([permission]), ...below };
  return {
    ...(await asker(scenario, `a member with ${permission} alone`, username, "acme", stands)),
    asks: ["own", "child", "nothing"],
  };
}

/** Signed in while all was well. */
async function disabled(scenario: Scenario): Promise<Actor> {
  const { id: organizationId, administratorsId } = scenario.organizations.acme;
  const username = "dora";
  const userId = await insertUser(scenario.db, {
    ...{ organizationId, username, name: "Dora", email: null, password: PASSWORD },
    groupIds: [administratorsId],
  });
  const cookie = await scenario.cookie(username, "acme");
  await scenario.db.execute(sql`update users set disabled_at = now() where id = ${userId}`);
  return {
    name: "a disabled administrator of the organization",
    cookie,
    asks: ORGANIZATIONS,
    stands: SIGNED_OUT,
  };
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
} as const satisfies Actor["stands"];

const SIGNED_OUT = {
  own: "signed out",
  sibling: "signed out",
  parent: "signed out",
  child: "signed out",
  "other root": "signed out",
  "own below another handle": "nobody's",
  nothing: "nobody's",
  malformed: "nobody's",
} as const satisfies Actor["stands"];
