import { type Answer, builtActions, callAction } from "../security/actions";
import { expect, fingerprint, test } from "../security/scenario";
import { ACTIONS } from "./actions";
import type { ActionCase, Result } from "./actions/case";
import { foundActions } from "./find-routes";
import { type Actor, plantPeople } from "./actors";
import { type Ids, ORGANIZATIONS, type OrganizationName, plantPlaces } from "./organizations";

test("every action has its row in the matrix, and every row its action", () => {
  const [found, rows] = [foundActions(), Object.keys(ACTIONS)];
  const missing = found.filter((action) => !rows.includes(action));
  const gone = rows.filter((action) => !found.includes(action));
  expect(missing, "Say below e2e/matrix/actions who may call these actions: add a row for each.").toEqual([]);
  expect(gone, "There are no such actions: take their rows out of e2e/matrix/actions.").toEqual([]);
  const built = builtActions().map(({ name, file }) => `${name} of ${file}`);
  const unknown = built.filter((action) => !found.includes(action.split(" ")[0] ?? ""));
  expect(unknown, "The build takes actions that the search for “use server” did not find.").toEqual([]);
});

test("every action answers everybody as the matrix says, and a refused one changes nothing", async ({
  world,
}) => {
  test.setTimeout(600_000);
  const places = await plantPlaces(world);
  const people = await plantPeople(world);
  for (const name of Object.keys(ACTIONS)) {
    const calls = callsOf(name, people, places);
    const before = await fingerprint(world);
    const refused = await Promise.all(calls.filter(({ told }) => told !== "done").map(wrongAnswer));
    expect(refused.filter(Boolean), name).toEqual([]);
    expect(await fingerprint(world), `what ${name} has left, having been refused`).toBe(before);
    for (const call of calls.filter(({ told }) => told === "done")) {
      const target = (await ACTIONS[name]?.fresh?.(world, call)) ?? {};
      expect(await wrongAnswer({ ...call, ids: { ...call.ids, ...target } })).toBeNull();
    }
  }
});

test("what is foreign is told from what is not there by no action", async ({ world }) => {
  const places = await plantPlaces(world);
  const cookie = await world.cookie("hank", "globex");
  for (const [name, row] of Object.entries(ACTIONS)) {
    const absent = ORGANIZATIONS.filter((place) => place !== "sibling");
    const told = absent.map(async (place) => {
      const ids = places[place];
      const { data } = await callAction(name, row.args(ids), { page: row.page(ids), cookie });
      return JSON.stringify({ ...Object(data), values: "what was sent" });
    });
    const texts = new Set(row.sameForAll ? [] : await Promise.all(told));
    expect(texts.size, `the number of answers of ${name}`).toBeLessThanOrEqual(1);
  }
});

test("ids of another organization are not there for whoever may do it in their own", async ({ world }) => {
  const places = await plantPlaces(world);
  const cookie = await world.cookie("alex", "acme");
  const before = await fingerprint(world);
  const given = Object.entries(ACTIONS).filter(([, row]) => isGivenThings(row, places.own));
  for (const place of ORGANIZATIONS.filter((name) => name !== "own" && name !== "own below another handle")) {
    const ids = { ...places[place], root: places.own.root, orgId: places.own.orgId };
    const page = `/t/${ids.root}/o/${ids.orgId}/users`;
    for (const [name, row] of given) {
      const answer = await callAction(name, row.args(ids), { page, cookie });
      expect(kindOf(answer), `${name} with ids of ${place}`).toBe(
        place === "malformed" ? "invalid" : (row.ofForeignIds ?? "not-found"),
      );
    }
  }
  expect(await fingerprint(world)).toBe(before);
});

test("the switcher finds for everybody the organizations that they may enter, and no other", async ({
  world,
}) => {
  await plantPlaces(world);
  const people = await plantPeople(world);
  for (const { name, cookie, stands } of people) {
    const { data } = await callAction("searchOrganizationsAction", ["e"], { page: "/", cookie });
    const found = Array.isArray(data) ? data.map(({ href }: { href: string }) => href).sort() : data;
    const enterable = (["acme", "globex", "meridian", "europe", "orbit"] as const).filter((place) => {
      const standing = stands[NAMES[place]];
      return typeof standing === "object" && place !== "orbit"; // “Orbit Labs” has no e
    });
    expect(found, name).toEqual(enterable.map((place) => world.path(place)).sort());
  }
});

const NAMES = {
  acme: "own",
  globex: "sibling",
  meridian: "parent",
  europe: "child",
  orbit: "other root",
} as const;

test("the invitee alone accepts by the action, once", async ({ world }) => {
  const { link, invitationId } = await world.linkFor("alex", "acme", "dennis");
  const cookie = await world.cookie("dennis", "meridian");
  const call = () => callAction("acceptInvitationAction", [link], { page: `/accept/${link}`, cookie });
  expect((await call()).redirect, "with no group there").toBe(`/my-organizations?at=${world.places.acme.id}`);
  expect(await world.statusOf(invitationId)).toBe("accepted");
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

type Call = { name: string; asker: Actor; place: OrganizationName; ids: Ids; told: Result };

function callsOf(name: string, people: readonly Actor[], places: Record<OrganizationName, Ids>): Call[] {
  const row = ACTIONS[name];
  const only = row?.sameForAll === true ? "a member of another root" : row?.sameForAll;
  const askers = only ? people.filter(({ name }) => name === only) : people;
  return askers.flatMap((asker) =>
    (row?.anywhere ? (["own"] as const) : asker.asks).flatMap((place) => {
      const ids = places[place];
      const told = row?.answer({ standing: asker.stands[place], place, ids });
      return told ? [{ name, asker, place, ids, told }] : [];
    }),
  );
}

/** What is wrong with an action's answer, in words; null when it is the one of the matrix. */
async function wrongAnswer({ name, asker, place, ids, told }: Call): Promise<string | null> {
  const row = ACTIONS[name];
  if (!row) return `${name} has no row`;
  const answer = await callAction(name, row.args(ids), { page: row.page(ids), cookie: asker.cookie });
  const seen = answer.redirect === null ? kindOf(answer) : `to ${answer.redirect}`;
  return seen === told ? null : `${asker.name}, ${name} with ${place}: ${seen} instead of ${told}`;
}

function kindOf({ data, reply }: Answer): string {
  if (reply.status !== 200) return `status ${reply.status}`;
  if (Array.isArray(data)) return "done";
  if (data === "$undefined") return "nothing";
  if (typeof data !== "object" || data === null || !("ok" in data)) return `${JSON.stringify(data)}`;
  return data.ok === true ? "done" : "kind" in data ? String(data.kind) : "refused without a kind";
}
