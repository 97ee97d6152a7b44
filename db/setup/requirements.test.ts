import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { sql } from "drizzle-orm";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { UnreachableDatabase } from "@/db/connection/connection-problem";
import { migrate } from "@/db/migrate";
import { checkSameDatabase, connectTo } from "@/db/setup/requirements";
import { testDatabase } from "@/db/testing/database";

const { db, url } = testDatabase();

test.each([
  ["LATIN1", "encoding 'LATIN1' locale 'C' locale_provider libc", "Its encoding is LATIN1"],
  ["SQL_ASCII", "encoding 'SQL_ASCII' locale 'C' locale_provider libc", "Its encoding is SQL_ASCII"],
  ["the locale C", "encoding 'UTF8' locale 'C' locale_provider libc", "É is the capital of é"],
])("a database with %s isn't migrated, and the error explains why", async (_, options, sentence) => {
  const other = await createDatabase(options);
  await expect(migrate(other)).rejects.toThrow(sentence);
});

test("the statements in the error message replace a database with the wrong locale", async () => {
  const user = await createUser();
  const wrong = await createDatabase(`encoding 'UTF8' locale 'C' locale_provider libc owner ${user}`);
  const message = await migrate(wrong).catch((error: Error) => error.message);
  const statements = String(message)
    .split("\n")
    .filter((line) => /^(drop|create) database/.test(line));
  expect(statements).toHaveLength(2);
  for (const statement of statements) await db.execute(sql.raw(statement));
  const [created] = await db.execute(
    sql`select pg_get_userbyid(datdba) as owner from pg_database where datname = ${nameIn(wrong)}`,
  );
  expect(created).toEqual({ owner: user });
  await migrate(wrong);
});

test("a database without ICU isn't migrated, and the error explains why", async () => {
  const other = await createDatabase("");
  const client = await connectTo({ url: other, setting: "DATABASE_URL" });
  await client.query("set allow_system_table_mods = on");
  await client.query("delete from pg_collation where collname = 'und-x-icu'");
  await client.end();
  await expect(migrate(other)).rejects.toThrow("built with ICU");
});

test("a read-only database isn't migrated, and the error explains why", async () => {
  await expect(migrate(`${url}?options=-c%20default_transaction_read_only%3Don`)).rejects.toThrow(
    "It is read-only",
  );
});

test("the error for a user who can't create tables has the statements that the administrator must run", async () => {
  const user = await createUser();
  const empty = await createDatabase("");
  const asUser = Object.assign(new URL(empty), { username: user, password: user }).href;
  const message = await migrate(asUser).catch((error: Error) => error.message);
  expect(message).toContain("Ask its administrator");
  const statements = String(message).split("\n").slice(1);
  expect(statements).toHaveLength(2);
  await run(empty, statements.join("\n"));
  await migrate(asUser);
});

test("migrating as a role that doesn't own the database names the role that does", async () => {
  const [owner, app] = [await createUser(), await createUser()];
  const owned = await createDatabase(`owner ${owner}`);
  const asRole = (role: string) => Object.assign(new URL(owned), { username: role, password: role }).href;
  await expect(migrate(asRole(app))).rejects.toThrow(`Run the migration as ${owner}, who owns it`);
  await expect(migrate(asRole(app), { setting: "DATABASE_DIRECT_URL" })).rejects.toThrow(
    "To use DATABASE_URL, put DATABASE_DIRECT_URL= before the command.",
  );
  await migrate(asRole(owner));
  await run(
    owned,
    `alter database ${nameIn(owned)} owner to current_user;
    grant usage on schema drizzle to ${app};
    grant select on drizzle.__drizzle_migrations to ${app};
    delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)`,
  );
  await expect(migrate(asRole(app))).rejects.toThrow(`Run the migration as ${owner}, who owns it`);
});

test("the error for a user who can't create extensions has the statements for the administrator", async () => {
  const user = await createUser();
  const empty = await createDatabase("");
  await run(
    empty,
    `grant create on database ${nameIn(empty)} to ${user};
    grant create on schema public to ${user};
    create function refuse() returns event_trigger language plpgsql as $$ begin
      if session_user = '${user}' then raise exception 'permission denied' using errcode = '42501'; end if; end $$;
    create event trigger refuse on ddl_command_start when tag in ('CREATE EXTENSION') execute function refuse();`,
  );
  const asUser = Object.assign(new URL(empty), { username: user, password: user }).href;
  await expect(migrate(asUser)).rejects.toThrow(
    "create extension if not exists pg_trgm;\ncreate extension if not exists btree_gin;",
  );
});

test.each([
  ["a wrong password", { password: "wrong" }, "The password is wrong. Correct it in DATABASE_URL."],
  [
    "a missing password",
    { password: "" },
    "It asks for a password. Add one to DATABASE_URL, after the user.",
  ],
  ["a database that isn't there", { pathname: "/nowhere" }, "There is no database of this name."],
  ["a port where nothing listens", { port: "1" }, "Nothing listens there."],
  [
    "TLS that the server doesn't offer",
    { search: "?sslmode=verify-full" },
    "It doesn't offer TLS. Turn on ssl there, or remove sslmode from DATABASE_URL, or PGSSLMODE from the environment.",
  ],
])(
  "the error for %s explains it and names the setting, without the password",
  async (_, change, sentence) => {
    const wrong = Object.assign(new URL(url), change).href;
    const message = await migrate(wrong, { setting: "DATABASE_URL" }).catch((error: Error) => error.message);
    expect(message).toContain(sentence);
    expect(message).toContain("(DATABASE_URL)");
    expect(message).not.toContain(new URL(url).password);
  },
);

test("a connection refused for a missing password is closed immediately", async () => {
  const without = Object.assign(new URL(url), { password: "" }).href;
  await expect(connectTo({ url: without, setting: "DATABASE_URL" })).rejects.toThrow("asks for a password");
  const starting = () => db.execute(sql`select pid from pg_stat_activity where state = 'starting'`);
  await expect.poll(starting).toEqual([]);
});

test.each([
  ["whose certificate's file isn't one", "S", "no start line"],
  ["that ends TLS before it begins", "E", "establishing an SSL connection"],
])("a connection %s says that TLS fails, and why", async (_, reply, reason) => {
  const server = createServer((socket) => socket.once("data", () => socket.write(reply)));
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo; // safe: it listens on a port
  const noCertificate = encodeURIComponent(import.meta.filename);
  const parameters = `sslmode=no-verify&sslcert=${noCertificate}&sslkey=${noCertificate}`;
  const address = { url: `postgres://usher@127.0.0.1:${port}/usher?${parameters}`, setting: "DATABASE_URL" };
  const refused = await connectTo(address).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(UnreachableDatabase);
  expect(refused).toMatchObject({ message: expect.stringMatching(new RegExp(`TLS fails: .*${reason}`)) });
});

test("two URLs that lead to different databases are rejected", async () => {
  const direct = { url: await createDatabase(""), setting: "DATABASE_DIRECT_URL" };
  const pooled = { url, setting: "DATABASE_URL" };
  await expect(checkSameDatabase(pooled, direct)).rejects.toThrow("lead to different databases");
  await checkSameDatabase(pooled, { ...direct, url });
});

let count = 0;

function nameIn(address: string): string {
  return new URL(address).pathname.slice(1);
}

async function createDatabase(options: string): Promise<string> {
  const name = `${nameIn(url)}_${++count}`;
  await db.execute(sql.raw(`create database ${name} template template0 ${options}`));
  onTestFinished(async () => void (await db.execute(sql.raw(`drop database ${name} with (force)`))));
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/** A user whose password is its name; dropped after its databases. */
async function createUser(): Promise<string> {
  const user = `user_${nameIn(url)}_${++count}`;
  await db.execute(sql.raw(`create role ${user} login password '${user}'`));
  onTestFinished(async () => void (await db.execute(sql.raw(`drop role ${user}`))));
  return user;
}

async function run(address: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}
