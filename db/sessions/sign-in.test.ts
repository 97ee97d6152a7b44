import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { Forbidden, Limited } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { hashPassword } from "@/db/passwords/hash";
import { auditEvents, users } from "@/db/schema";
import { signIn } from "@/db/sessions/sign-in";
import { testDatabase } from "@/db/testing/database";
import { type Person, type Place, plantWorld, type World } from "@/db/testing/world";

const { db } = testDatabase();
const PASSWORD = "a good long password";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

async function worldWithPasswords(): Promise<World> {
  const world = await plantWorld(db);
  const root = world.places.meridian.id;
  await db.update(users).set({ passwordHash }).where(eq(users.rootId, root));
  return world;
}

const tryIn = (world: World, place: Place, username: string, password = PASSWORD, address = "192.0.2.7") =>
  signIn({
    db,
    address,
    userAgent: "a browser",
    input: { root: world.handle, organizationId: world.places[place].id, username, password },
  });

const where: [Person, Place, boolean][] = [
  ["grace", "meridian", true],
  ["alex", "acme", true],
  ["sam", "acme", true],
  ["ada", "acme", true],
  ["ada", "europe", true],
  ["alex", "europe", true],
  ["alex", "meridian", false],
  ["grace", "acme", false],
  ["sam", "europe", false],
  ["hank", "acme", false],
  ["ken", "meridian", false],
  ["mallory", "meridian", false],
];

test.each(where)("%s at %s: signs in is %s", async (person, place, works) => {
  const world = await worldWithPasswords();
  if (works) expect(await tryIn(world, place, person)).toMatchObject({ userId: world.userId(person) });
  else await expect(tryIn(world, place, person)).rejects.toThrow("Username or password is wrong.");
});

test("one signs in where one came by invitation, with the username in any form", async () => {
  const world = await worldWithPasswords();
  await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
  expect(await tryIn(world, "acme", "  GRACE ")).toMatchObject({ userId: world.userId("grace") });
});

test("an unknown user, a wrong password, a disabled one and a disabled organization get one and the same answer", async () => {
  const world = await worldWithPasswords();
  const answers = await Promise.all([
    tryIn(world, "meridian", "nobody").catch(String),
    tryIn(world, "meridian", "grace", "wrong").catch(String),
    tryIn(world, "meridian", "ken").catch(String),
    tryIn(world, "meridian", "grace\0").catch(String),
    tryIn({ ...world, handle: "absent" }, "meridian", "grace").catch(String),
  ]);
  await db.execute(sql`update organizations set disabled_at = now() where id = ${world.places.acme.id}`);
  answers.push(await tryIn(world, "acme", "alex").then(String, String));
  answers.push(await tryIn(world, "europe", "elena").then(String, String));
  expect(new Set(answers).size).toBe(1);
});

test("ten wrong tries close the account for a while, for whoever tries, and the right password does not open it", async () => {
  const world = await worldWithPasswords();
  for (let time = 0; time < 10; time++) {
    await expect(tryIn(world, "meridian", "grace", "wrong", `192.0.2.${time}`)).rejects.toThrow(Forbidden);
  }
  await expect(tryIn(world, "meridian", "grace")).rejects.toThrow(Limited);
  await expect(tryIn(world, "meridian", "grace")).rejects.toThrow(/Try again in 15 minutes\.$/);
  expect(await tryIn(world, "meridian", "linus")).toHaveProperty("id");
});

test("an unknown account is closed as a known one is", async () => {
  const world = await worldWithPasswords();
  for (let time = 0; time < 10; time++)
    await tryIn(world, "meridian", "ghost", "wrong").catch(() => undefined);
  await expect(tryIn(world, "meridian", "ghost")).rejects.toThrow(Limited);
});

test("a right try forgets the wrong ones before it", async () => {
  const world = await worldWithPasswords();
  for (let round = 0; round < 3; round++) {
    for (let time = 0; time < 6; time++)
      await tryIn(world, "meridian", "linus", "wrong").catch(() => undefined);
    expect(await tryIn(world, "meridian", "linus")).toHaveProperty("id");
  }
});

test("too many wrong tries from one address close that address, for every account", async () => {
  const world = await worldWithPasswords();
  const tries = Array.from({ length: 100 }, (_, at) =>
    tryIn(world, "meridian", `guess-${at}`, "wrong", "198.51.100.9").catch(() => undefined),
  );
  await Promise.all(tries);
  await expect(tryIn(world, "meridian", "grace", PASSWORD, "198.51.100.9")).rejects.toThrow(Limited);
  expect(await tryIn(world, "meridian", "grace", PASSWORD, "198.51.100.10")).toHaveProperty("id");
});

test("who signed in, and who tried, is recorded without the password", async () => {
  const world = await worldWithPasswords();
  await tryIn(world, "meridian", "grace");
  await tryIn(world, "meridian", "grace", "my secret").catch(() => undefined);
  const rows = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.organizationId, world.places.meridian.id))
    .orderBy(auditEvents.id);
  expect(rows).toMatchObject([
    { action: "sessions.create", outcome: "done", actorName: "grace", address: "192.0.2.7" },
    { action: "sessions.create", outcome: "refused", actorName: null, subjectName: "grace" },
  ]);
  expect(JSON.stringify(rows)).not.toContain("my secret");
});

test("passwords are stored as argon2id with OWASP's parameters", () => {
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
