import { sql } from "drizzle-orm";
import { fingerprint } from "../fixtures/fingerprint";
import { expect, type Scenario, test } from "../fixtures/http-test";
import { type ActionReply, builtActions, callAction } from "../fixtures/server-actions";
import { ACTIONS } from "./actions";
import type { ActionCase, Result } from "./actions/case";
import { type Actor, seedActors, visitsOf } from "./actors";
import { findActions } from "./find-routes";
import { type Ids, ORGANIZATIONS, type OrganizationName, seedOrganizations } from "./organizations";

test.describe.configure({ timeout: 1_200_000 }); // hundreds of requests, also on a busy machine

test("every action has a row in the matrix, and every row an action", () => {
  const [found, rows] = [findActions(), Object.keys(ACTIONS)];
  const missing = found.filter((action) => !rows.includes(action));
  const removed = rows.filter((action) => !found.includes(action));
  expect(missing, "Add a row to e2e/permissions/actions that says who may call these actions.").toEqual([]);
  expect(removed, "These actions don't exist. Remove their rows from e2e/permissions/actions.").toEqual([]);
  const built = builtActions().map(({ name, file }) => `${name} of ${file}`);
  const unknown = built.filter((action) => !found.includes(action.split(" ")[0] ?? ""));
  expect(unknown, "The build has actions that the search for “use server” didn't find.").toEqual([]);
});

test("every action responds to every actor as the matrix says, and a rejected call changes nothing", async ({
  scenario,
}) => {
  const organizations = await seedOrganizations(scenario);
  const actors = await seedActors(scenario);
  for (const [index, name] of Object.keys(ACTIONS).entries()) {
    const calls = callsOf(name, index, actors, organizations);
    const before = await fingerprint(scenario);
    const rejected = await Promise.all(calls.filter(({ expected }) => expected !== "done").map(findMismatch));
    expect(rejected.filter(Boolean), name).toEqual([]);
    expect(await fingerprint(scenario), `the database after rejected calls of ${name}`).toBe(before);
    for (const call of calls.filter(({ expected }) => expected === "done")) {
      const target = (await ACTIONS[name]?.prepare?.(scenario, call)) ?? {};
      expect(await findMismatch({ ...call, ids: { ...call.ids, ...target } })).toBeNull();
    }
  }
});

test("no action of a page acts for another account that has signed in since, and each says why", async ({
  scenario,
}) => {
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("ada", "meridian"); // may do everything that alex may
  const ids = { ...own, accountId: scenario.userId("alex") };
  const before = await stateOf(scenario);
  for (const [name, row] of Object.entries(ACTIONS)) {
    if (FOR_ANY_ACCOUNT.includes(name)) continue;
    const { data } = await callAction(name, row.args(ids), { page: row.page(ids), cookie });
    expect(data, name).toMatchObject({ ok: false, kind: "forbidden", message: OTHER_ACCOUNT });
  }
  expect(await stateOf(scenario)).toEqual(before);
});

const OTHER_ACCOUNT = expect.stringMatching(/^Another account signed in after you opened this page/);

/** These have no account to act for, only read, or ask the owner of a link who that is. */
const FOR_ANY_ACCOUNT = [
  "acceptInvitationAction", // only the invitee can, and the page says so
  "chooseLanguageAction", // of the browser
  "findOrganizationAction",
  "recordOpeningAction",
  "refreshAction",
  "requestNewLinkAction", // whoever has the link can
  "requestPasswordResetAction",
  "searchOrganizationsAction",
  "setPasswordAction",
  "signInAction",
  "signOutAction", // of the browser
];

/** What the organizations have, and the open sessions of their users. */
async function stateOf(scenario: Scenario) {
  const sessions = await scenario.db.execute(sql`
    select s.id from sessions s join users u on u.id = s.user_id
    where u.root_id in ${[...scenario.roots]}
    order by s.id`);
  return { sessions, rest: await fingerprint(scenario) };
}

test("no action's response reveals whether something exists elsewhere", async ({ scenario }) => {
  const organizations = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("hank", "globex");
  const accountId = scenario.userId("hank");
  for (const [name, row] of Object.entries(ACTIONS)) {
    const elsewhere = ORGANIZATIONS.filter((organization) => organization !== "sibling");
    const responses = elsewhere.map(async (organization) => {
      const ids = organizations[organization];
      const { data } = await callAction(name, row.args({ ...ids, accountId }), {
        page: row.page(ids),
        cookie,
      });
      return JSON.stringify({ ...Object(data), values: "what was sent" });
    });
    const different = new Set(row.sameForEveryone ? [] : await Promise.all(responses));
    expect(different.size, `the number of different responses of ${name}`).toBeLessThanOrEqual(1);
  }
});

test("actions don't find ids of other organizations, even for actors who have the permission in their own", async ({
  scenario,
}) => {
  const organizations = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const accountId = scenario.userId("alex");
  const before = await fingerprint(scenario);
  const { root, orgId } = organizations.own;
  const page = `/t/${root}/o/${orgId}/users`;
  const others = ORGANIZATIONS.filter((name) => name !== "own" && name !== "own below another handle");
  for (const [name, row] of Object.entries(ACTIONS).filter(([, row]) => takesIds(row, organizations.own))) {
    for (const organization of others) {
      const ids = { ...organizations[organization], root, orgId, accountId };
      const reply = await callAction(name, row.args(ids), { page, cookie });
      expect(resultOf(reply), `${name} with ids of ${organization}`).toBe(
        row.expectedForEveryId ??
          (organization === "malformed" ? "invalid" : (row.expectedForForeignIds ?? "not-found")),
      );
    }
  }
  expect(await fingerprint(scenario)).toBe(before);
});

test("the switcher finds the organizations that an actor may enter, and no others", async ({ scenario }) => {
  await seedOrganizations(scenario);
  for (const { name, cookie, access } of await seedActors(scenario)) {
    const found = new Set<string>();
    for (const text of ["acme travel", "globex", "meridian", "orbit"]) {
      const { data } = await callAction("searchOrganizationsAction", [text], { page: "/", cookie });
      if (Array.isArray(data)) for (const { href } of data as { href: string }[]) found.add(href);
    }
    const enterable = Object.entries(PATHS).flatMap(([organization, path]) =>
      typeof access[organization as OrganizationName] === "object" ? [scenario.path(path)] : [],
    ); // the keys of PATHS are names of organizations
    expect([...found].sort(), name).toEqual(enterable.sort());
  }
});

const PATHS = {
  own: "acme",
  sibling: "globex",
  parent: "meridian",
  child: "europe",
  "other root": "orbit",
} as const satisfies Partial<Record<OrganizationName, string>>;

test("only the invitee can accept, and only once", async ({ scenario }) => {
  const { link, invitationId } = await scenario.linkFor("alex", "acme", "dennis");
  const cookie = await scenario.cookie("dennis", "meridian");
  const call = () => callAction("acceptInvitationAction", [link], { page: `/accept/${link}`, cookie });
  expect((await call()).redirect).toBe(`/welcome/${scenario.organizations.acme.id}`);
  expect(await scenario.statusOf(invitationId)).toBe("accepted");
  expect((await call()).redirect).toBe(`/accept/${link}`);
});

/** Whether one of an action's arguments is the id of something that an organization has. */
function takesIds({ args }: ActionCase, ids: Ids): boolean {
  const { root: _root, orgId: _orgId, link: _link, ...things } = ids;
  const sent = args({ ...ids, accountId: "" }).map((arg) =>
    JSON.stringify(arg instanceof FormData ? [...arg] : arg),
  );
  return Object.values(things).some((id) => sent.join().includes(id));
}

type Call = { name: string; actor: Actor; organization: OrganizationName; ids: Ids; expected: Result };

function callsOf(
  name: string,
  index: number,
  actors: readonly Actor[],
  organizations: Record<OrganizationName, Ids>,
): Call[] {
  const row = ACTIONS[name];
  if (!row) return [];
  const only = row.sameForEveryone === true ? "a member of another root" : row.sameForEveryone;
  const callers = only ? actors.filter((actor) => actor.name === only) : actors;
  return callers.flatMap((actor) =>
    (row.sameEverywhere ? (["own"] as const) : visitsOf(actor, index)).map((organization) => {
      const ids = organizations[organization];
      const { accountId, access } = actor;
      const expected = row.expected({ access: access[organization], accountId, organization, ids });
      return { name, actor, organization, ids, expected };
    }),
  );
}

/** How an action's result differs from the matrix, in words; null if it doesn't. */
async function findMismatch({ name, actor, organization, ids, expected }: Call): Promise<string | null> {
  const row = ACTIONS[name];
  if (!row) return `${name} has no row`;
  const args = row.args({ ...ids, accountId: actor.accountId });
  const reply = await callAction(name, args, { page: row.page(ids), cookie: actor.cookie });
  const result = resultOf(reply);
  return result === expected
    ? null
    : `${actor.name}, ${name} with ${organization}: ${result} instead of ${expected}`;
}

function resultOf({ data, reply, redirect }: ActionReply): string {
  if (redirect !== null) return `to ${redirect}`;
  if (reply.status !== 200) return `status ${reply.status}`;
  if (Array.isArray(data)) return "done";
  if (data === "$undefined") return "nothing";
  if (typeof data !== "object" || data === null || !("ok" in data)) return `${JSON.stringify(data)}`;
  return data.ok === true ? "done" : "kind" in data ? String(data.kind) : "rejected without a kind";
}
