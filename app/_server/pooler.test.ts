import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
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

const SET_DIRECT_URL =
  "A pooler like PgBouncer answers there. Set DATABASE_DIRECT_URL to the same database past it. " +
  "If it is set, remove options from DATABASE_URL and PGOPTIONS from the environment.";

describe.skipIf(!hasPgBouncer())("PgBouncer", () => {
  beforeAll(async () => {
    pooled = await startPgBouncer(children, url);
  });

  afterAll(() => children.stop());

  test("a migration through it fails with a sentence that says what to set", async () => {
    await expect(migrate(pooled)).rejects.toThrow(SET_DIRECT_URL);
  });

  test("a start with only its address fails with the same sentence, and isn't tried again", async () => {
    const error = await connectTo(pooledAddress(), { timeout: 2000 }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ message: expect.stringContaining(SET_DIRECT_URL) });
    expect(error).not.toBeInstanceOf(UnreachableDatabase);
  });

  test("a wrong password is reported with the sentence of the pooler", async () => {
    const strict = await startPgBouncer(children, url, { users: { somebody: "secret" } });
    const wrong = Object.assign(new URL(strict), { username: "somebody", password: "wrong" }).href;
    const db = createDatabase(wrong, { connections: 1, pooled: true });
    const error = await db.execute(sql`select 1`).catch((caught: unknown) => caught);
    await db.close();
    expect(connectionProblem(error, { url: wrong, setting: "DATABASE_URL" })?.message).toContain(
      "The pooler there refuses the user or the password: SASL authentication failed. " +
        "Correct them in DATABASE_URL, or in the pooler's auth_file.",
    );
  });

  test("a pooler whose PostgreSQL is away doesn't count as a wrong setting", async () => {
    const { hostname, port } = new URL(url);
    const sockets = new Set<Socket>();
    const line = createServer((client) => {
      const server = connect(Number(port), hostname);
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        sockets.add(from);
        from
          .on("error", () => {})
          .on("close", () => to.destroy())
          .pipe(to);
      }
    }).listen(0, "127.0.0.1");
    await once(line, "listening");
    const through = `127.0.0.1:${(line.address() as AddressInfo).port}`;
    const behind = await startPgBouncer(children, Object.assign(new URL(url), { host: through }).href);
    line.close();
    for (const socket of sockets) socket.destroy();
    const address = { url: behind, setting: "DATABASE_URL" };
    let message = "";
    // The first queries only wait.
    await vi.waitUntil(async () => {
      const client = await connectTo(address, { timeout: 1000, pooled: true });
      const error = await client.query("select 1").catch((caught: unknown) => caught);
      void client.end();
      message = connectionProblem(error, address)?.message ?? "";
      return message.includes("server login has been failing");
    }, 30_000);
    expect(message).toContain(
      "The pooler there gets no connection to PostgreSQL: server login has been failing",
    );
    expect(message).not.toContain("Correct DATABASE_URL");
  });

  test("in statement mode is refused with a sentence, and the start doesn't try again", async () => {
    const statementMode = await startPgBouncer(children, url, { mode: "statement" });
    const error = await checkSameDatabase(
      { url: statementMode, setting: "DATABASE_URL" },
      { url, setting: "DATABASE_DIRECT_URL" },
    ).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ message: expect.stringContaining("A pooler in statement mode answers") });
    expect(error).not.toBeInstanceOf(UnreachableDatabase);
  });

  test("its database counts as the same one as the direct one", async () => {
    await checkSameDatabase(pooledAddress(), { url, setting: "DATABASE_DIRECT_URL" });
  });
});

function pooledAddress() {
  return { url: pooled, setting: "DATABASE_URL" };
}
