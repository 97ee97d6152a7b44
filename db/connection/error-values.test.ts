import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { violates } from "@/db/errors";
import { roles, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
const SECRET = "hash-of-a-link";

test.each([
  ["a statement", () => db.execute(sql`select from nowhere where ${SECRET} = ${SECRET}`)],
  ["the query builder", () => db.select().from(users).where(eq(sql`nothing`, SECRET))],
  ["input that can't be read", () => db.execute(sql`select ${SECRET}::uuid`)],
  ["JSON that can't be read", () => db.execute(sql`select ${`{"${SECRET}`}::jsonb`)],
  ["a transaction", () => db.transaction((tx) => tx.execute(sql`select ${SECRET}::int`))],
  ["a function", () => db.execute(sql`select set_config('datestyle', ${SECRET}, true)`)],
])("a database error contains no values: %s", async (_, query) => {
  const error = await query().then(
    () => expect.unreachable(),
    (caught: unknown) => caught,
  );
  expect(contentsOf(error)).toMatch(/Failed query|nowhere/);
  expect(contentsOf(error)).not.toContain(SECRET);
});

test("the error of a violated constraint has its name but not the row", async () => {
  const { organizations } = await seedScenario(db);
  const role = { organizationId: organizations.acme.id, name: SECRET };
  await db.insert(roles).values(role);
  const error = await db
    .insert(roles)
    .values(role)
    .then(
      () => expect.unreachable(),
      (caught: unknown) => caught,
    );
  expect(violates(error, "roles_by_name")).toBe(true);
  expect(contentsOf(error)).not.toContain(SECRET);
  expect(contentsOf(error)).not.toContain(organizations.acme.id);
});

/** Everything that a log or a serializer could read from an error and its causes. */
function contentsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const fields = Object.getOwnPropertyNames(error).map((name) => String(Reflect.get(error, name)));
  return [...fields, String(Reflect.get(error, "detail")), contentsOf(error.cause)].join("\n");
}
