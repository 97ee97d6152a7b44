import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { connectionProblem, UnreachableDatabase } from "@/db/connection/connection-problem";
import { migrate } from "@/db/migrate";
import { checkSameDatabase, connectTo } from "@/db/setup/requirements";
import { testDatabase } from "@/db/testing/database";
import { manageProcesses } from "@/scripts/managed-processes";
import { hasPgBouncer, startPgBouncer } from "@/scripts/multi-process/pgbouncer";

const { url } = testDatabase();
const children = manageProcesses();
let pooled: string;

const sentence =
  "A pooler like PgBouncer answers there. Set DATABASE_DIRECT_URL to the same database past it.";

describe.skipIf(!hasPgBouncer())("a database behind PgBouncer", () => {
  beforeAll(async () => {
    pooled = await startPgBouncer(children, url);
  });

  afterAll(() => children.stop());

  test("isn't migrated through it, and the error says so", async () => {
    await expect(migrate(pooled)).rejects.toThrow(sentence);
  });

  test("isn't used if only the pooler's URL is set, and the start fails immediately", async () => {
    const refused = await connectTo(database(), { timeout: 2000 }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ message: expect.stringContaining(sentence) });
    expect(refused).not.toBeInstanceOf(UnreachableDatabase);
  });

  test("that rejects the user or the password isn't reported as unreachable", async () => {
    const strict = await startPgBouncer(children, url, { users: { somebody: "secret" } });
    const wrong = Object.assign(new URL(strict), { username: "somebody", password: "wrong" }).href;
    const db = createDatabase(wrong, { connections: 1, pooled: true });
    const error = await db.execute(sql`select 1`).catch((refused: unknown) => refused);
    await db.close();
    expect(connectionProblem(error, { url: wrong, setting: "DATABASE_URL" })?.message).toContain(
      "It refuses the connection: SASL authentication failed. Correct DATABASE_URL.",
    );
  });

  test("that runs in statement mode isn't used, and the start doesn't wait for it to go away", async () => {
    const inStatements = await startPgBouncer(children, url, { mode: "statement" });
    const refused = await checkSameDatabase(
      { url: inStatements, setting: "DATABASE_URL" },
      { url, setting: "DATABASE_DIRECT_URL" },
    ).catch((error: unknown) => error);
    expect(refused).toMatchObject({ message: expect.stringContaining("A pooler in statement mode answers") });
    expect(refused).not.toBeInstanceOf(UnreachableDatabase);
  });

  test("is the same one when asked directly", async () => {
    await checkSameDatabase(database(), { url, setting: "DATABASE_DIRECT_URL" });
  });
});

const database = () => ({ url: pooled, setting: "DATABASE_URL" });
