import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { insertOrganization } from "@/db/organizations/insert";
import { listOrganizations } from "@/db/organizations/list";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { joinMany } from "@/db/testing/seed-organizations";
import { searchSwitchableOrganizations } from "./search-switchable";

const { db } = testDatabase();
const first = { sort: "name", descending: false, search: "", after: null, before: null } as const;

test("child organizations are listed with their numbers of users and pending invitations", async () => {
  const scenario = await seedScenario(db);
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  const { rows } = await listOrganizations({
    ctx: await scenario.contextOf("ada", "meridian"),
    input: first,
  });
  expect(rows).toMatchObject([
    { name: "Acme Travel", users: 2, pendingInvitations: 2, disabled: false },
    { name: "Globex Retail", users: 1, pendingInvitations: 0 },
  ]);
});

test("the filter leaves active child organizations with pending or expired invitations", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const ctx = await scenario.contextOf("ada", "meridian");
  const names = async () =>
    (await listOrganizations({ ctx, input: { ...first, filter: "invitations" } })).rows.map(
      ({ name }) => name,
    );
  expect(await names()).toEqual([]);
  await scenario.invite("alex", "acme", ["grace"]);
  expect(await names()).toEqual(["Acme Travel"]);
  await db.execute(sql`update invitations set expires_at = now() - interval '1 day'`);
  expect(await names()).toEqual(["Acme Travel"]);
  await db.execute(sql`update organizations set disabled_at = now() where id = ${acme.id}`);
  expect(await names()).toEqual([]);
});

test("child organizations can be searched by part of their name and paged", async () => {
  const scenario = await seedScenario(db);
  for (let at = 10; at < 55; at++) {
    await insertOrganization(db, { name: `Branch ${at}`, parentId: scenario.organizations.meridian.id });
  }
  const ctx = await scenario.contextOf("ada", "meridian");
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await listOrganizations({ ctx, input: { ...first, search: "RANCH", after } });
    expect(page.total).toEqual({ count: 45, more: false });
    seen.push(...page.rows.map(({ name }) => name));
    after = page.next;
  } while (after);
  expect(seen).toEqual(Array.from({ length: 45 }, (_, at) => `Branch ${at + 10}`));
});

test("child organizations that the user can't enter aren't listed", async () => {
  const scenario = await seedScenario(db);
  const { meridian, acme, globex } = scenario.organizations;
  const viewing = await seedGroup(db, meridian.id, ["organizations.view"]);
  await addToGroup(db, meridian.id, scenario.userId("grace"), viewing.id);
  const names = async () =>
    (await listOrganizations({ ctx: await scenario.contextOf("grace", "meridian"), input: first })).rows.map(
      ({ name }) => name,
    );
  expect(await names()).toEqual([]);
  await acceptInvitation(
    (await scenario.inviteAndDeliver("alex", "acme", "grace", [acme.administratorsGroupId])).response,
  );
  expect(await names()).toEqual(["Acme Travel"]);
  await acceptInvitation((await scenario.inviteAndDeliver("hank", "globex", "grace")).response);
  expect(await names()).toEqual(["Acme Travel"]);
  expect(globex.id).not.toBe(acme.id);
});

const switchable: [Person, string[]][] = [
  ["ada", ["Meridian Group", "Acme Travel", "Globex Retail", "Acme Travel Europe"]],
  ["alex", ["Acme Travel", "Acme Travel Europe"]],
  ["elena", ["Acme Travel Europe"]],
  ["sam", []],
  ["grace", []],
  ["mallory", ["Orbit Labs"]],
];

test.each(switchable)("the switcher offers %s the organizations %j", async (person, names) => {
  const scenario = await seedScenario(db);
  expect((await search(scenario, person)).map(({ name }) => name)).toEqual(names);
});

test("the switcher finds active organizations by part of their name, at any depth", async () => {
  const scenario = await seedScenario(db);
  expect(await search(scenario, "ada", "EUR")).toMatchObject([
    { name: "Acme Travel Europe", above: ["Meridian Group", "Acme Travel"], handle: scenario.handle },
  ]);
  expect(await search(scenario, "ada", "orbit")).toEqual([]);
  await db.execute(
    sql`update organizations set disabled_at = now() where id = ${scenario.organizations.acme.id}`,
  );
  expect((await search(scenario, "ada")).map(({ name }) => name)).toEqual([
    "Meridian Group",
    "Globex Retail",
  ]);
});

test("recently visited organizations come first and are marked, if the user can still enter them", async () => {
  const scenario = await seedScenario(db);
  const { europe, globex, orbit } = scenario.organizations;
  const visited = [europe.id, orbit.id, randomUUID(), globex.id];
  const organizations = async (text: string) =>
    (
      await searchSwitchableOrganizations({
        db,
        session: await scenario.session("ada"),
        search: text,
        visited,
      })
    ).map(({ name, recent }) => (recent ? `${name} (recent)` : name));
  expect(await organizations("")).toEqual([
    "Acme Travel Europe (recent)",
    "Globex Retail (recent)",
    "Meridian Group",
    "Acme Travel",
  ]);
  expect(await organizations("e")).not.toContain("Globex Retail (recent)");
  await db.execute(sql`update organizations set disabled_at = now() where id = ${globex.id}`);
  expect(await organizations("")).toEqual(["Acme Travel Europe (recent)", "Meridian Group", "Acme Travel"]);
});

test("the switcher finds active organizations among hundreds of disabled ones", async () => {
  const scenario = await seedScenario(db);
  await db.execute(sql`
    insert into organizations (id, path, name, disabled_at)
    select made.id, array[${scenario.organizations.meridian.id}::uuid, made.id], 'Aardvark ' || n, now()
    from (select gen_random_uuid() as id, n from generate_series(1, 300) as n) as made`);
  expect((await search(scenario, "ada")).map(({ name }) => name)).toEqual([
    "Meridian Group",
    "Acme Travel",
    "Globex Retail",
    "Acme Travel Europe",
  ]);
  expect(await search(scenario, "ada", "aardvark")).toEqual([]);
});

test("a user who can enter one branch and is a member of another finds both and nothing else", async () => {
  const scenario = await seedScenario(db);
  const { globex } = scenario.organizations;
  const group = await seedGroup(db, globex.id, ["users.view"]);
  await acceptInvitation((await scenario.inviteAndDeliver("hank", "globex", "grace", [group.id])).response);
  expect((await search(scenario, "grace")).map(({ name }) => name)).toEqual(["Globex Retail"]);
  const { acme } = scenario.organizations;
  await acceptInvitation(
    (await scenario.inviteAndDeliver("alex", "acme", "grace", [acme.administratorsGroupId])).response,
  );
  expect((await search(scenario, "grace")).map(({ name }) => name)).toEqual([
    "Acme Travel",
    "Globex Retail",
    "Acme Travel Europe",
  ]);
});

test.each([30, 1100])(
  "a member of %d organizations finds those where their groups grant a permission",
  async (count) => {
    const scenario = await seedScenario(db);
    await joinMany(scenario, "grace", count);
    const everySecond = (from: number, length: number) =>
      Array.from({ length }, (_, at) => `Branch ${from + 2 * at}`);
    expect((await search(scenario, "grace")).map(({ name }) => name)).toEqual(
      everySecond(1001, Math.min(count / 2, 20)),
    );
    expect((await search(scenario, "grace", "branch 1011")).map(({ name }) => name)).toEqual(["Branch 1011"]);
    expect(await search(scenario, "grace", "other")).toEqual([]);
    await db.execute(
      sql`update organizations set disabled_at = now() where id = ${scenario.organizations.meridian.id}`,
    );
    expect(await search(scenario, "grace")).toEqual([]);
  },
);

test("a search in a tree of thousands finds all matches, whether all, few or no organizations match", async () => {
  const scenario = await seedScenario(db);
  await joinMany(scenario, "grace", 2100);
  const names = async (person: Person, text: string) =>
    (await search(scenario, person, text)).map(({ name }) => name);
  const from = (number: number, step: number, length: number) =>
    Array.from({ length }, (_, at) => `Branch ${number + step * at}`);
  expect(await names("ada", "branch")).toEqual(from(1001, 1, 20));
  expect(await names("grace", "ran")).toEqual(from(1001, 2, 20));
  expect(await names("ada", "309 branch")).toEqual([
    ...["Branch 1309", "Branch 2309", ...from(3090, 1, 10)],
    ...["Other branch 1309", "Other branch 2309", ...otherBranches(3090, 6)],
  ]);
  expect(await names("ada", "30")).toHaveLength(20);
  expect(await names("grace", "b 309")).toEqual(["Branch 1309", "Branch 2309", ...from(3091, 2, 5)]);
  expect(await names("grace", "h 309")).toEqual([]);
  expect(await names("ada", "other branch 3100")).toEqual(otherBranches(3100, 1));
  for (const person of ["ada", "grace"] as const) expect(await names(person, "nothing")).toEqual([]);
});

function otherBranches(number: number, length: number): string[] {
  return Array.from({ length }, (_, at) => `Other branch ${number + at}`);
}

async function search(scenario: Scenario, person: Person, text = "") {
  return searchSwitchableOrganizations({ db, session: await scenario.session(person), search: text });
}
