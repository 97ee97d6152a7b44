import { expect, fingerprint, test } from "../fixtures/http-test";
import { type Answer, builtActions, callAction } from "../fixtures/server-actions";
import { ACTIONS } from "./actions";
import type { ActionCase, Result } from "./actions/case";
import { type Actor, seedPeople } from "./actors";
import { findActions } from "./find-routes";
import { type Ids, ORGANIZATIONS, type OrganizationName, seedOrganizations } from "./organizations";

test("every action has its row in the matrix, and every row its action", () => {
  const [found, rows] = [findActions(), Object.keys(ACTIONS)];
  const missing = found.filter((action) => !rows.includes(action));
  const gone = rows.filter((action) => !found.includes(action));
  expect(missing, "Say below e2e/matrix/actions who may call these actions: add a row for each.").toEqual([]);
  expect(gone, "There are no such actions: take their rows out of e2e/matrix/actions.").toEqual([]);
  const built = builtActions().map(({ name, file }) => `${name} of ${file}`);
  const unknown = built.filter((action) => !found.includes(action.split(" ")[0] ?? ""));
  expect(unknown, "The build takes actions that the search for “use server” did not find.").toEqual([]);
});

test("every action answers everybody as the matrix says, and a refused one changes nothing", async ({
  scenario,
}) => {
  test.setTimeout(600_000);
  const organizations = await seedOrganizations(scenario);
  const people = await seedPeople(scenario);
  for (const name of Object.keys(ACTIONS)) {
    const calls = callsOf(name, people, organizations);
    const before = await fingerprint(scenario);
    const refused = await Promise.all(calls.filter(({ told }) => told !== "done").map(wrongAnswer));
    expect(refused.filter(Boolean), name).toEqual([]);
    expect(await fingerprint(scenario), `what ${name} has left, having been refused`).toBe(before);
    for (const call of calls.filter(({ told }) => told === "done")) {
      const target = (await ACTIONS[name]?.fresh?.(scenario, call)) ?? {};
      expect(await wrongAnswer({ ...call, ids: { ...call.ids, ...target } })).toBeNull();
    }
  }
});

test("what is foreign is told from what is not there by no action", async ({ scenario }) => {
  const organizations = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("hank", "globex");
  for (const [name, row] of Object.entries(ACTIONS)) {
    const absent = ORGANIZATIONS.filter((organization) => organization !== "sibling");
    const told = absent.map(async (organization) => {
      const ids = organizations[organization];
      const { data } = await callAction(name, row.args(ids), { page: row.page(ids), cookie });
      return JSON.stringify({ ...Object(data), values: "what was sent" });
    });
    const texts = new Set(row.sameForAll ? [] : await Promise.all(told));
    expect(texts.size, `the number of answers of ${name}`).toBeLessThanOrEqual(1);
  }
});

test("ids of another organization are not there for whoever may do it in their own", async ({ scenario }) => {
  const organizations = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const before = await fingerprint(scenario);
  const given = Object.entries(ACTIONS).filter(([, row]) => isGivenThings(row, organizations.own));
  for (const organization of ORGANIZATIONS.filter(
    (name) => name !== "own" && name !== "own below another handle",
  )) {
    const ids = {
      ...organizations[organization],
      root: organizations.own.root,
      orgId: organizations.own.orgId,
    };
    const page = `/t/${ids.root}/o/${ids.orgId}/users`;
    for (const [name, row] of given) {
      const answer = await callAction(name, row.args(ids), { page, cookie });
      expect(kindOf(answer), `${name} with ids of ${organization}`).toBe(
        organization === "malformed" ? "invalid" : (row.ofForeignIds ?? "not-found"),
      );
    }
  }
  expect(await fingerprint(scenario)).toBe(before);
});

test("the switcher finds for everybody the organizations that they may enter, and no other", async ({
  scenario,
}) => {
  await seedOrganizations(scenario);
  const people = await seedPeople(scenario);
  for (const { name, cookie, stands } of people) {
    const { data } = await callAction("searchOrganizationsAction", ["e"], { page: "/", cookie });
    const found = Array.isArray(data) ? data.map(({ href }: { href: string }) => href).sort() : data;
    const enterable = (["acme", "globex", "meridian", "europe", "orbit"] as const).filter((organization) => {
      const standing = stands[NAMES[organization]];
      return typeof standing === "object" && organization !== "orbit"; // “Orbit Labs” has no e
    });
    expect(found, name).toEqual(enterable.map((organization) => scenario.path(organization)).sort());
  }
});

const NAMES = {
  acme: "own",
  globex: "sibling",
  meridian: "parent",
  europe: "child",
  orbit: "other root",
} as const;

test("the invitee alone accepts by the action, once", async ({ scenario }) => {
  const { link, invitationId } = await scenario.linkFor("alex", "acme", "dennis");
  const cookie = await scenario.cookie("dennis", "meridian");
  const call = () => callAction("acceptInvitationAction", [link], { page: `/accept/${link}`, cookie });
  expect((await call()).redirect, "with no group there").toBe(
    `/my-organizations?at=${scenario.organizations.acme.id}`,
  );
  expect(await scenario.statusOf(invitationId)).toBe("accepted");
  expect((await call()).redirect).toBe(`/accept/${link}`);
});

/** Whether an action is given the id of anything that an organization has. */
function isGivenThings({ args }: ActionCase, ids: Ids): boolean {
  const read = new Set<PropertyKey>();
  const watched = new Proxy(ids, {
    get(target, name) {
      read.add(name);
      return Reflect.get(target, name);
    },
  });
  args(watched);
  return [...read].some((name) => !NO_THINGS.has(name));
}

/** Where an organization is found, and a secret that says itself what it is about. */
const NO_THINGS: ReadonlySet<PropertyKey> = new Set<keyof Ids>(["root", "orgId", "link"]);

type Call = { name: string; asker: Actor; organization: OrganizationName; ids: Ids; told: Result };

function callsOf(
  name: string,
  people: readonly Actor[],
  organizations: Record<OrganizationName, Ids>,
): Call[] {
  const row = ACTIONS[name];
  const only = row?.sameForAll === true ? "a member of another root" : row?.sameForAll;
  const askers = only ? people.filter(({ name }) => name === only) : people;
  return askers.flatMap((asker) =>
    (row?.anywhere ? (["own"] as const) : asker.asks).flatMap((organization) => {
      const ids = organizations[organization];
      const told = row?.answer({ standing: asker.stands[organization], organization, ids });
      return told ? [{ name, asker, organization, ids, told }] : [];
    }),
  );
}

/** What is wrong with an action's answer, in words; null when it is the one of the matrix. */
async function wrongAnswer({ name, asker, organization, ids, told }: Call): Promise<string | null> {
  const row = ACTIONS[name];
  if (!row) return `${name} has no row`;
  const answer = await callAction(name, row.args(ids), { page: row.page(ids), cookie: asker.cookie });
  const seen = answer.redirect === null ? kindOf(answer) : `to ${answer.redirect}`;
  return seen === told ? null : `${asker.name}, ${name} with ${organization}: ${seen} instead of ${told}`;
}

function kindOf({ data, reply }: Answer): string {
  if (reply.status !== 200) return `status ${reply.status}`;
  if (Array.isArray(data)) return "done";
  if (data === "$undefined") return "nothing";
  if (typeof data !== "object" || data === null || !("ok" in data)) return `${JSON.stringify(data)}`;
  return data.ok === true ? "done" : "kind" in data ? String(data.kind) : "refused without a kind";
}
