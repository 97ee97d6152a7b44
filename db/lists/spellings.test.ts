import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { listAudit } from "@/db/audit/list";
import { createDraft } from "@/db/bulk-actions/create-draft";
import { listBulkActionRows } from "@/db/bulk-actions/list-rows";
import { createDatabase } from "@/db/client";
import { listMemberChoices } from "@/db/groups/member-choices";
import { listGroupChoices, listGroups } from "@/db/groups/queries";
import { acceptInvitation } from "@/db/invitations/accept";
import { listInvitations } from "@/db/invitations/list";
import { searchedWords } from "@/db/lists/search";
import { listMembers } from "@/db/memberships/list";
import { listOrganizations } from "@/db/organizations/list";
import { getMyOrganizations } from "@/db/organizations/my-organizations";
import { searchSwitchableOrganizations } from "@/db/organizations/search-switchable";
import type { RequestContext } from "@/db/request-context";
import { listRoleGroupChoices } from "@/db/roles/choices";
import { listRoles } from "@/db/roles/queries";
import { auditEvents, groups, organizations, roles, users } from "@/db/schema";
import { draftForm } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";

const { db, url } = testDatabase();

const NAME = "Grace Müller-Straße Hol\u200bloway Ｔａｎａｋａ Łódź İlker 京都";
const USERNAME = "jürgen_王";
const first = { descending: false, after: null, before: null } as const;

let scenario: Scenario;
let ada: RequestContext;
let alex: RequestContext;
let groupId: string;
let roleId: string;
let bulkActionId: string;

beforeAll(async () => {
  scenario = await seedScenario(db);
  const { acme, meridian } = scenario.organizations;
  await db
    .update(users)
    .set({ name: NAME, username: USERNAME })
    .where(eq(users.id, scenario.userId("grace")));
  groupId = (await seedGroup(db, meridian.id, [])).id;
  await db.update(groups).set({ name: NAME }).where(eq(groups.id, groupId));
  const role = { organizationId: meridian.id, name: NAME, permissions: ["users.view"] };
  roleId = (await db.insert(roles).values(role).returning({ id: roles.id }))[0]?.id ?? "";
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "linus")).response);
  await db.update(organizations).set({ name: NAME }).where(eq(organizations.id, acme.id));
  ada = await scenario.contextOf("ada", "meridian");
  alex = await scenario.contextOf("alex", "acme");
  bulkActionId = await createDraft({
    ctx: alex,
    input: draftForm({ usernames: `${USERNAME} margaret` }),
  });
  await scenario.invite("alex", "acme", [USERNAME]);
  await db.insert(auditEvents).values({
    organizationId: meridian.id,
    action: "users.edit",
    actorName: "someone",
    subjectName: NAME,
  });
});

/** What each list finds, by name. */
const LISTS: Readonly<Record<string, (search: string) => Promise<readonly { name?: string | null }[]>>> = {
  users: async (search) => (await listMembers({ ctx: ada, input: { ...first, sort: "name", search } })).rows,
  "users to add to a group": (search) => listMemberChoices({ ctx: ada, input: { groupId, search } }),
  invitations: async (search) => {
    const input = { ...first, sort: "sent", filter: "all", search } as const;
    return (await listInvitations({ ctx: alex, input, now: new Date() })).rows;
  },
  groups: async (search) => (await listGroups({ ctx: ada, input: { ...first, sort: "name", search } })).rows,
  "groups to choose from": (search) => listGroupChoices({ ctx: ada, search }),
  "groups for a role": (search) => listRoleGroupChoices({ ctx: ada, roleId, search }),
  roles: async (search) => (await listRoles({ ctx: ada, input: { ...first, sort: "name", search } })).rows,
  organizations: async (search) =>
    (await listOrganizations({ ctx: ada, input: { ...first, sort: "name", search } })).rows,
  "my organizations": async (search) => {
    const [session, input] = [await scenario.session("linus"), { ...first, sort: "name", search } as const];
    return (await getMyOrganizations({ db, session, input, requestedId: null }))?.joined.rows ?? [];
  },
  "organizations to switch to": async (search) =>
    searchSwitchableOrganizations({ db, session: await scenario.session("ada"), search }),
  "audit log": async (search) => {
    const any = {
      person: null,
      action: null,
      object: null,
      outcome: null,
      from: null,
      to: null,
      timeZone: "UTC",
    };
    const { rows } = await listAudit({ ctx: ada, input: { ...any, search, after: null, before: null } });
    return rows.map(({ subjectName }) => ({ name: subjectName }));
  },
};

const SPELLINGS = [
  "muller",
  "MÜLLER",
  "mu\u0308ller",
  "müller",
  "Strasse",
  "straße",
  "STRAẞE",
  "holloway grace",
  "Holloway, Grace",
  "grace;holloway,",
  "gr HOLLOWAY",
  "\u200bholl\u2060oway",
  "Ｔａｎａｋａ",
  "tanaka",
  "ｔａｎａｋａ\u3000ｇｒａｃｅ",
  "ta",
  "lodz",
  "ŁÓDŹ",
  "ilker",
  "İLKER",
  "ılker",
  "京",
  "都",
  "京都 tan",
];

test.each(Object.keys(LISTS))("a search of %s finds every spelling of a name", async (list) => {
  const find = LISTS[list];
  for (const search of SPELLINGS) {
    expect([search, (await find?.(search))?.map(({ name }) => name)]).toEqual([search, [NAME]]);
  }
  for (const search of ["muellers", "grace linus", "holloway%", "ﬁ", "_"]) {
    expect([search, await find?.(search)]).toEqual([search, []]);
  }
});

test.each(["jurgen", "JÜRGEN", "ju\u0308rgen", "ｊｕｒｇｅｎ", "ju", "王"])(
  "a search of a bulk action's usernames finds every spelling: %s",
  async (search) => {
    const input = { ...first, sort: "position", search, filter: null } as const;
    const { rows } = await listBulkActionRows({ ctx: alex, bulkActionId, input });
    expect(rows.map(({ username }) => username)).toEqual([USERNAME]);
  },
);

test("searches aren't kept as prepared statements, because each number of words is another one", async () => {
  const single = createDatabase(url, { connections: 1 });
  const ctx = { ...ada, db: single };
  const session = await scenario.session("linus");
  await listGroupChoices({ ctx, search: "grace 京" });
  await searchSwitchableOrganizations({ db: single, session, search: "grace 京" });
  const input = { ...first, sort: "name", search: "grace 京" } as const;
  await getMyOrganizations({ db: single, session, input, requestedId: null });
  await listRoleGroupChoices({ ctx, roleId, search: "grace 京" });
  const prepared = await single.execute<{ statement: string }>(
    sql`select statement from pg_prepared_statements`,
  );
  expect(prepared.length).toBeGreaterThan(1);
  expect(prepared.filter(({ statement }) => statement.includes("normalize("))).toEqual([]);
  await single.close();
});

test("a search has at most ten words", () => {
  expect(searchedWords("a b c d e f g h i j k l")).toHaveLength(10);
});

test("invisible characters don't count as letters, of which one or two match only the beginning of a word", async () => {
  const find = async (search: string) =>
    (await listMembers({ ctx: ada, input: { ...first, sort: "name", search } })).rows.map(({ name }) => name);
  expect(await find("\u200bta\u200b")).toEqual([NAME]);
  expect(await find("\u200bna\u200b")).toEqual([]);
  expect(searchedWords(" \u200b,\u2060 ")).toEqual([]);
});

test("a search is cut before it is normalized", () => {
  expect(searchedWords(`A${"\u0301\u0323".repeat(50_000)}`).join("").length).toBeLessThanOrEqual(200);
});

test("two groups whose names differ in an accent are two groups", async () => {
  const { meridian } = scenario.organizations;
  await db.insert(groups).values(["Zurich", "Zürich"].map((name) => ({ organizationId: meridian.id, name })));
  const named = await db.execute<{ name: string }>(
    sql`select name from groups where organization_id = ${meridian.id} and name like 'Z%' order by name`,
  );
  expect(named.map(({ name }) => name).toSorted()).toEqual(["Zurich", "Zürich"]);
  expect(
    (await listGroups({ ctx: ada, input: { ...first, sort: "name", search: "zürich" } })).rows,
  ).toHaveLength(2);
});
