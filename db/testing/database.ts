import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll } from "vitest";
import { createDatabase, type Database, type DatabaseOptions } from "@/db/client";

/** Creates a migrated database for the test file, and drops it afterwards. */
export function testDatabase(options: Pick<DatabaseOptions, "requestId" | "connections"> = {}): {
  readonly db: Database;
  readonly url: string;
} {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const server = process.env.TEST_DATABASE_URL ?? "";
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const db = createDatabase(url, { connections: 24, ...options });

  beforeAll(() => onServer(`create database ${name} template ${process.env.TEST_TEMPLATE}`));
  afterAll(async () => {
    await db.close();
    await onServer(`drop database ${name} with (force)`);
  });
  return { db, url };

  async function onServer(statement: string) {
    const admin = createDatabase(server, { connections: 1 });
    await admin.execute(sql.raw(statement));
    await admin.close();
  }
}
