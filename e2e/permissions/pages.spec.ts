import { type Reply, send } from "../fixtures/http";
import { expect, test } from "../fixtures/http-test";
import { type Actor, seedActors, visitsOf } from "./actors";
import { findPages } from "./find-routes";
import { type Ids, ORGANIZATIONS, type OrganizationName, seedOrganizations } from "./organizations";
import { PAGES, type PageResult, pathOf } from "./pages";

test.describe.configure({ timeout: 1_200_000 }); // hundreds of requests, also on a busy machine

test("every page has a row in the matrix, and every row a page", () => {
  const [found, rows] = [findPages(), Object.keys(PAGES)];
  const missing = found.filter((page) => !rows.includes(page));
  const removed = rows.filter((page) => !found.includes(page));
  expect(missing, "Add a row to e2e/permissions/pages.ts that says who can see these pages.").toEqual([]);
  expect(removed, "These pages don't exist. Remove their rows from e2e/permissions/pages.ts.").toEqual([]);
});

test("every page responds to every actor as the matrix says, and foreign organizations like missing ones", async ({
  scenario,
}) => {
  const organizations = await seedOrganizations(scenario);
  const actors = await seedActors(scenario);
  const mismatches = await Promise.all(actors.map((actor) => findMismatches(actor, organizations)));
  expect(mismatches.flat()).toEqual([]);
});

test("pages don't find ids of another organization, even for actors who may see both", async ({
  scenario,
}) => {
  const organizations = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("ada", "meridian");
  const { root, orgId } = organizations.own;
  const others = ORGANIZATIONS.filter((name) => name !== "own" && name !== "own below another handle");
  const patterns = Object.keys(PAGES).filter((pattern) => /\[orgId\].*\[\w+\]/.test(pattern));
  expect(patterns.length, "pages of one thing in an organization").toBeGreaterThanOrEqual(10);
  for (const pattern of patterns) {
    const readWithIdsOf = (organization: OrganizationName) => async () => {
      const ids = { ...organizations[organization], root, orgId };
      const reply = await send(pathOf(pattern, ids), { cookie });
      expect(reply.status, `${pattern} of ${organization}`).toBe(404);
      return comparable(reply, [...idsIn(pattern, ids), scenario.userId("ada")]);
    };
    for (const organization of others.filter((name) => name !== "nothing")) {
      const areSame = await areAlike(readWithIdsOf(organization), readWithIdsOf("nothing"));
      expect(areSame, `${pattern} of ${organization} looks like a missing one`).toBe(true);
    }
  }
});

/** How what one actor sees differs from the matrix, in words. */
async function findMismatches(actor: Actor, organizations: Record<OrganizationName, Ids>): Promise<string[]> {
  const mismatches: string[] = [];
  for (const [index, pattern] of Object.keys(PAGES).entries()) {
    const isInOrganization = pattern.includes("[orgId]");
    const notFound: NotFound[] = [];
    for (const organization of isInOrganization ? visitsOf(actor, index) : (["own"] as const)) {
      const ids = organizations[organization];
      const path = pathOf(pattern, ids);
      const access = actor.access[organization];
      const expected = PAGES[pattern]?.({ access, organization, ids, path });
      const read = () => send(path, { cookie: actor.cookie });
      const reply = await read();
      const result = resultOf(reply, expected);
      if (result !== expected) {
        mismatches.push(`${actor.name}, ${pattern} of ${organization}: ${result} instead of ${expected}`);
      }
      // The 404 of an organization that the actor can open is inside the console.
      const isOutside = isInOrganization && typeof access === "string";
      if (result === 404 && isOutside) {
        const ownIds = [...idsIn(pattern, ids), actor.accountId];
        const text = (page: Reply) => comparable(page, ownIds);
        notFound.push({ organization, text: text(reply), readAgain: async () => text(await read()) });
      }
    }
    for (const { other, first } of await findDifferences(notFound)) {
      mismatches.push(`${actor.name}, ${pattern} of ${other}: differs from that of ${first}`);
    }
  }
  return mismatches;
}

/** A page that wasn't found, as `comparable` text. */
type NotFound = {
  readonly organization: OrganizationName;
  readonly text: string;
  readonly readAgain: () => Promise<string>;
};

/** The organizations whose 404 differs from that of the first one. */
async function findDifferences([first, ...others]: readonly NotFound[]) {
  const differences: { other: OrganizationName; first: OrganizationName }[] = [];
  if (!first) return differences;
  const texts = new Set([first.text]);
  for (const { organization, text, readAgain } of others) {
    if (texts.has(text) || (await areAlike(readAgain, first.readAgain))) texts.add(text);
    else differences.push({ other: organization, first: first.organization });
  }
  return differences;
}

/** Reads both pages again if they differ, because React streams the same page in one part or in two. */
async function areAlike(read: () => Promise<string>, other: () => Promise<string>): Promise<boolean> {
  for (let tries = 0; tries < 8; tries++) if ((await read()) === (await other())) return true;
  return false;
}

function resultOf({ status, headers }: Reply, expected: PageResult | undefined): PageResult | string {
  if (status === 200 || status === 404) return status;
  if (status !== 307) return `status ${status}`;
  return expected === "to somewhere" ? expected : `to ${headers.location}`;
}

/**
 * The page without what differs from one request to the next: the nonce, the ids that were requested, the account, and the
 * numbers and the order that React gives to what it streams.
 */
function comparable({ body }: Reply, ids: readonly string[]): string {
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
