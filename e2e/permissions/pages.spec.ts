import { type Reply, send } from "../security/app";
import { expect, test } from "../security/scenario";
import { foundPages } from "./find-routes";
import { PAGES, pathOf, type Seen } from "./pages";
import { type Actor, plantPeople } from "./actors";
import { type Ids, ORGANIZATIONS, type OrganizationName, plantPlaces } from "./organizations";

test("every page has its row in the matrix, and every row its page", () => {
  const [found, rows] = [foundPages(), Object.keys(PAGES)];
  const missing = found.filter((page) => !rows.includes(page));
  const gone = rows.filter((page) => !found.includes(page));
  expect(missing, "Say in e2e/matrix/pages.ts who sees these pages: add a row for each.").toEqual([]);
  expect(gone, "There are no such pages: take their rows out of e2e/matrix/pages.ts.").toEqual([]);
});

test("every page answers everybody as the matrix says, and what is foreign as what is not there", async ({
  world,
}) => {
  test.setTimeout(600_000);
  const places = await plantPlaces(world);
  const people = await plantPeople(world);
  const wrong = await Promise.all(people.map((asker) => wrongAnswers(asker, places)));
  expect(wrong.flat()).toEqual([]);
});

test("what an address names inside an organization, and is of another one, is not there, for those who may see both", async ({
  world,
}) => {
  const places = await plantPlaces(world);
  const cookie = await world.cookie("ada", "meridian");
  const patterns = Object.keys(PAGES).filter((pattern) => /\[orgId\].*\[\w+\]/.test(pattern));
  expect(patterns.length).toBeGreaterThan(7);
  for (const pattern of patterns) {
    const bodies = new Set<string>();
    for (const place of ORGANIZATIONS.filter((name) => name !== "own")) {
      const { root, orgId } = places.own;
      const ids = { ...places[place], root, orgId };
      const reply = await send(pathOf(pattern, ids), { cookie });
      expect(reply.status, `${pattern} of ${place}`).toBe(place === "own below another handle" ? 200 : 404);
      if (reply.status === 404) bodies.add(plain(reply, ids));
    }
    expect(bodies.size, `the number of answers for ${pattern}`).toBe(1);
  }
});

/** What one person is shown that differs from the matrix, in words. */
async function wrongAnswers(asker: Actor, places: Record<OrganizationName, Ids>): Promise<string[]> {
  const wrong: string[] = [];
  const absent = new Map<string, string>();
  for (const pattern of Object.keys(PAGES)) {
    const asked = pattern.includes("[orgId]") ? asker.asks : (["own"] as const);
    for (const place of asked) {
      const ids = places[place];
      const path = pathOf(pattern, ids);
      const expected = PAGES[pattern]?.({ standing: asker.stands[place], place, ids, path });
      const reply = await send(path, { cookie: asker.cookie });
      const seen = seenIn(reply, expected);
      const about = `${asker.name}, ${pattern} of ${place}`;
      if (seen !== expected) wrong.push(`${about}: ${seen} instead of ${expected}`);
      if (seen !== 404 || !pattern.includes("[orgId]")) continue;
      const body = plain(reply, ids);
      if (body !== (absent.get(pattern) ?? body)) wrong.push(`${about}: tells it from what is not there`);
      absent.set(pattern, body);
    }
  }
  return wrong;
}

function seenIn({ status, headers }: Reply, expected: Seen | undefined): Seen | string {
  if (status === 200 || status === 404) return status;
  if (status !== 307) return `status ${status}`;
  return expected === "to somewhere" ? expected : `to ${headers.location}`;
}

/** The page without what every page has of its own: its nonce, and the address that was asked for. */
function plain({ body }: Reply, ids: Ids): string {
  const own = Object.values(ids).join("|");
  return body.replaceAll(/nonce(\\?"?[=:]\\?)"[^"\\]*\\?"/g, "nonce").replaceAll(new RegExp(own, "g"), "id");
}
