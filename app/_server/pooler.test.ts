import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UnreachableDatabase } from "@/db/connection-problem";
import { migrate } from "@/db/migrate";
import { checkSameDatabase, connectTo } from "@/db/requirements";
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

  test("isn't migrated through it, in a sentence", async () => {
    await expect(migrate(pooled)).rejects.toThrow(sentence);
  });

  test("isn't used through it alone, and the start doesn't wait for it to go away", async () => {
    const refused = await connectTo(database(), { patience: 2000 }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ message: expect.stringContaining(sentence) });
    expect(refused).not.toBeInstanceOf(UnreachableDatabase);
  });

  test("is the same one when asked directly", async () => {
    await checkSameDatabase(database(), { url, setting: "DATABASE_DIRECT_URL" });
  });
});

const database = () => ({ url: pooled, setting: "DATABASE_URL" });
