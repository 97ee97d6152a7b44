import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { acceptInvitation } from "@/db/invitations/accept";
import { findMyPlace, type MyPlace } from "./my-organizations";
import { testDatabase } from "@/db/testing/database";
import { joinMany } from "@/db/testing/seed-organizations";
import { type Person, plantWorld, type World } from "@/db/testing/scenario";

const { db, url } = testDatabase();
const first = { sort: "name", descending: false, search: "", after: null, before: null } as const;

test("everybody sees where they are a member and into what they are invited, without a link", async () => {
  const world = await plantWorld(db);
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  const { link } = await world.invited("hank", "globex", "grace");
  const place = await placeOf(world, "grace");
  expect(place).toMatchObject({
    actor: { username: "grace", managedBy: { name: "Meridian Group" } },
    home: { name: "Meridian Group", enterable: false, active: true },
    joined: { rows: [{ name: "Acme Travel", invitedBy: "alex of acme", enterable: false }] },
    invitations: [
      { organizationName: "Globex Retail", parentName: "Meridian Group", inviterName: "hank of globex" },
    ],
  });
  expect(JSON.stringify(place)).not.toContain(link);
});

test("a session that has ended sees nothing", async () => {
  const world = await plantWorld(db);
  const session = { ...(await world.session("grace")), id: randomUUID() };
  expect(await findMyPlace({ db, session, input: first, askedFor: null })).toBeNull();
});

test("everybody is told what ends with what they can leave: memberships below it, and invitations built on these", async () => {
  const world = await plantWorld(db);
  const { acme, europe, globex } = world.places;
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  await acceptInvitation((await world.invited("hank", "globex", "grace")).answer);
  await world.invited("elena", "europe", "grace");
  const ends = async () =>
    Object.fromEntries(
      (await placeOf(world, "grace"))?.joined.rows.map(({ id, ending }) => [id, ending]) ?? [],
    );
  const nothing = { memberships: 0, pendingInvitations: 0, names: [] };
  expect(await ends()).toEqual({ [acme.id]: { ...nothing, pendingInvitations: 1 }, [globex.id]: nothing });
  await db.execute(sql`update invitations set status = 'deleted', ended_at = now(), ended_because = 'deleted'
    where organization_id = ${europe.id}`);
  await acceptInvitation((await world.invited("elena", "europe", "grace")).answer);
  expect(await ends()).toMatchObject({
    [acme.id]: { memberships: 1, pendingInvitations: 0, names: ["Acme Travel Europe"] },
    [globex.id]: nothing,
    [europe.id]: nothing,
  });
});

test("what is asked for is named to a member, and to nobody else", async () => {
  const world = await plantWorld(db);
  const { meridian, acme } = world.places;
  expect((await placeOf(world, "grace", { askedFor: meridian.id }))?.askedFor).toBe("Meridian Group");
  expect((await placeOf(world, "grace", { askedFor: acme.id }))?.askedFor).toBeNull();
  expect((await placeOf(world, "grace", { askedFor: "nonsense" }))?.askedFor).toBeNull();
});

test.each([30, 1100])("a member of %d organizations pages through all by name", async (count) => {
  const world = await plantWorld(db);
  await joinMany(world, "grace", count);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const place = await placeOf(world, "grace", { after });
    expect(place?.joined.total).toEqual({ count: Math.min(count, 1000), more: count > 1000 });
    seen.push(...(place?.joined.rows.map(({ name }) => name) ?? []));
    after = place?.joined.next ?? null;
  } while (after);
  expect(seen).toEqual(Array.from({ length: count }, (_, at) => `Branch ${at + 1001}`));
});

test.each([30, 2100])(
  "a member of %d organizations finds what all, few and none are called, each once, and nothing else",
  async (count) => {
    const world = await plantWorld(db);
    await joinMany(world, "grace", count);
    const all = Array.from({ length: count }, (_, at) => `Branch ${at + 1001}`);
    for (const search of ["branch", "an", "RANCH 1017", "branch 30", "30", "other", "nothing"]) {
      const expected = all.filter((name) => name.toLowerCase().includes(search.toLowerCase()));
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { joined }: MyPlace = await hers(world, { search, after });
        expect(joined.total).toEqual({
          count: Math.min(expected.length, 1000),
          more: expected.length > 1000,
        });
        seen.push(...joined.rows.map(({ name }) => name));
        after = joined.next;
      } while (after);
      expect(seen).toEqual(expected);
    }
  },
  30_000,
);

test("it takes two statements, however many there are", async () => {
  const world = await plantWorld(db);
  await joinMany(world, "grace", 1100);
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
  const session = await world.session("grace");
  await findMyPlace({ db: counting, session, input: first, askedFor: null });
  await counting.close();
  expect(statements).toHaveLength(2);
});

async function hers(world: World, input: { after: string | null; search: string }): Promise<MyPlace> {
  const place = await placeOf(world, "grace", input);
  if (!place) throw new Error("The session has ended.");
  return place;
}

async function placeOf(
  world: World,
  person: Person,
  { askedFor = null, ...input }: { askedFor?: string | null; after?: string | null; search?: string } = {},
) {
  return findMyPlace({ db, session: await world.session(person), input: { ...first, ...input }, askedFor });
}
