import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { findDestinations } from "./search-switchable";
import { insertOrganization } from "@/db/organizations/insert";
import { findMyPlace } from "./my-organizations";
import { renameOrganization } from "@/db/organizations/rename";
import { testDatabase } from "@/db/testing/database";
import { joinMany } from "@/db/testing/seed-organizations";
import { type Person, plantWorld, type World } from "@/db/testing/scenario";

const { db } = testDatabase();

/** Below Meridian, six further down: the last of so many, by depth and by name, as are looked through first. */
async function plantDeep(world: World, name: string): Promise<void> {
  await joinMany(world, "grace", 1100);
  let parentId: string = world.places.europe.id;
  for (const above of ["Fourth", "Fifth", "Sixth", "Seventh"]) {
    parentId = (await insertOrganization(db, { name: above, parentId })).id;
  }
  await insertOrganization(db, { name, parentId });
}

test("any organization is found by any part of its name, however deep and among however many", async () => {
  const world = await plantWorld(db);
  await plantDeep(world, "Zürcher Flüge Łódź 東京");
  const parts = [
    "ür",
    "üg",
    "z",
    "łó",
    "ŁÓ",
    "Ź 東",
    "京",
    "zürcher",
    "R FLÜ",
    "lüge łódź",
    "zürcher flüge łódź 東京",
  ];
  for (const part of parts) {
    expect([part, await search(world, "ada", part)]).toEqual([part, ["Zürcher Flüge Łódź 東京"]]);
    expect([part, await search(world, "elena", part)]).toEqual([part, ["Zürcher Flüge Łódź 東京"]]);
    expect([part, await search(world, "hank", part)]).toEqual([part, []]);
  }
  expect(await search(world, "ada", "zürcherflüge")).toEqual([]);
  expect(await search(world, "ada", "%")).toEqual([]);
});

test("a member of many finds theirs by two letters out of the middle, and no others", async () => {
  const world = await plantWorld(db);
  await joinMany(world, "grace", 1100);
  await db.execute(
    sql`update organizations set name = 'Überall ' || name where name in ('Branch 1777', 'Other branch 1777')`,
  );
  expect(await search(world, "grace", "ll")).toEqual(["Überall Branch 1777"]);
  expect(await mine(world, "grace", "ll")).toEqual({ names: ["Überall Branch 1777"], count: 1 });
  expect(await mine(world, "grace", "all branch")).toEqual({ names: ["Überall Branch 1777"], count: 1 });
  expect(await mine(world, "grace", "17")).toMatchObject({ count: 120 });
});

test("an organization is found by its new name, and not by the one before", async () => {
  const world = await plantWorld(db);
  const { acme } = world.places;
  const input = { organizationId: acme.id, name: "Ümit Reisen" };
  await renameOrganization({ ctx: await world.as("ada", "meridian"), input });
  expect(await search(world, "ada", "ümi")).toEqual(["Ümit Reisen"]);
  expect(await search(world, "ada", "üm")).toEqual(["Ümit Reisen"]);
  expect(await search(world, "ada", "avel")).toEqual(["Acme Travel Europe"]);
});

async function search(world: World, person: Person, text: string): Promise<string[]> {
  const found = await findDestinations({ db, session: await world.session(person), search: text });
  return found.map(({ name }) => name);
}

async function mine(world: World, person: Person, text: string) {
  const input = { sort: "name", descending: false, search: text, after: null, before: null } as const;
  const place = await findMyPlace({ db, session: await world.session(person), input, askedFor: null });
  return { names: place?.joined.rows.map(({ name }) => name), count: place?.joined.total.count };
}
