import { type Reply, send } from "../fixtures/http";
import { expect, test } from "../fixtures/http-test";
import { type Actor, seedActors } from "./actors";
import { findPages } from "./find-routes";
import { type Ids, ORGANIZATIONS, type OrganizationName, seedOrganizations } from "./organizations";
import { PAGES, type PageResult, pathOf } from "./pages";

test("every page has a row in the matrix, and every row a page", () => {
  const [found, rows] = [findPages(), Object.keys(PAGES)];
  const missing = found.filter((page) => !rows.includes(page));
  const gone = rows.filter((page) => !found.includes(page));
  expect(missing, "Add a row to e2e/permissions/pages.ts that says who can see these pages.").toEqual([]);
  expect(gone, "These pages don't exist. Remove their rows from e2e/permissions/pages.ts.").toEqual([]);
});

test("every page answers every actor as the matrix says, and foreign organizations like missing ones", async ({
  scenario,
}) => {
  test.setTimeout(600_000);
  const organizations = await seedOrganizations(scenario);
  const people = await seedActors(scenario);
  const wrong = await Promise.all(people.map((actor) => findMismatches(actor, organizations)));
  expect(wrong.flat()).toEqual([]);
});

test("pages don't find ids of another organization, even for actors who may see both", async ({
  scenario,
}) => {
  const organizations = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("ada", "meridian");
  const patterns = Object.keys(PAGES).filter((pattern) => /\[orgId\].*\[\w+\]/.test(pattern));
  expect(patterns.length).toBeGreaterThan(7);
  for (const pattern of patterns) {
    const { root, orgId } = organizations.own;
    const others = ORGANIZATIONS.filter((name) => name !== "own" && name !== "own below another handle");
    const [missing, ...rest] = others.map((organization) => {
      const ids = { ...organizations[organization], root, orgId };
      return async () => {
        const reply = await send(pathOf(pattern, ids), { cookie });
        expect(reply.status, `${pattern} of ${organization}`).toBe(404);
        return plain(reply, [...idsIn(pattern, ids), scenario.userId("ada")]);
      };
    });
    for (const read of rest)
      expect(missing && (await areAlike(read, missing)), `one answer for ${pattern}`).toBe(true);
  }
});

/** How what one actor sees differs from the matrix, in words. */
async function findMismatches(actor: Actor, organizations: Record<OrganizationName, Ids>): Promise<string[]> {
  const wrong: string[] = [];
  const absent = new Map<string, () => Promise<string>>();
  for (const pattern of Object.keys(PAGES)) {
    const visited = pattern.includes("[orgId]") ? actor.visits : (["own"] as const);
    for (const organization of visited) {
      const ids = organizations[organization];
      const path = pathOf(pattern, ids);
      const expected = PAGES[pattern]?.({ access: actor.access[organization], organization, ids, path });
      const reply = await send(path, { cookie: actor.cookie });
      const result = seenIn(reply, expected);
      const about = `${actor.name}, ${pattern} of ${organization}`;
      if (result !== expected) wrong.push(`${about}: ${result} instead of ${expected}`);
      if (result !== 404 || !pattern.includes("[orgId]")) continue;
      const read = async () =>
        plain(await send(path, { cookie: actor.cookie }), [...idsIn(pattern, ids), actor.accountId]);
      // Inside an organization, the page keeps the console's frame.
      const within = typeof actor.access[organization] === "object" ? organization : "outside";
      const missing = absent.get(`${pattern} ${within}`);
      if (missing && !(await areAlike(read, missing))) wrong.push(`${about}: differs from a missing one`);
      absent.set(`${pattern} ${within}`, missing ?? read);
    }
  }
  return wrong;
}

/** Reads both pages again if they differ, because React streams the same page in one part or in two. */
async function areAlike(read: () => Promise<string>, other: () => Promise<string>): Promise<boolean> {
  for (let time = 0; time < 8; time++) if ((await read()) === (await other())) return true;
  return false;
}

function seenIn({ status, headers }: Reply, expected: PageResult | undefined): PageResult | string {
  if (status === 200 || status === 404) return status;
  if (status !== 307) return `status ${status}`;
  return expected === "to somewhere" ? expected : `to ${headers.location}`;
}

/**
 * The page without what differs from one request to the next: the nonce, the ids that were requested, the account, and the
 * numbers and the order that React gives to what it streams.
 */
function plain({ body }: Reply, ids: readonly string[]): string {
  const script = /<script[^>]*>self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)<\/script>/g;
  const streamed = [...body.matchAll(script)].map(([, text = '""']) => JSON.parse(text)).join("");
  const rows = streamed
    .split("\n")
    .map((row) => row.replace(/^[0-9a-f]+:/, "").replaceAll(/"\$[L@Fh]?[0-9a-f]+(:[^"]*)?"/g, '"$"'));
  return (body.replaceAll(script, "") + rows.sort().join("\n"))
    .replaceAll(/<input type="hidden" name="\$ACTION[^>]*>/g, "")
    .replaceAll(/"csp-nonce" content="[^"]*"/g, "")
    .replaceAll(/nonce(\\?"?[=:]\\?)"[^"\\]*\\?"/g, "nonce")
    .replaceAll(new RegExp(ids.filter(Boolean).join("|"), "g"), "id");
}

/** The ids in the address of a page. */
function idsIn(pattern: string, ids: Ids): string[] {
  const names = [...pattern.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name);
  return Object.entries(ids).flatMap(([name, id]) => (names.includes(name) ? id : []));
}
