import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import pg from "pg";
import {
  connectionProblem,
  type DatabaseAddress,
  describeDatabase,
  UnusableDatabase,
} from "@/db/connection/connection-problem";
import * as schema from "@/db/schema";

/** A connection of its own, of no pool. */
export type Connection = pg.Client;

/**
 * Opens one connection.
 * @param timeout how long to wait for it and for each response, in milliseconds
 * @param application the application name of the connection
 * @param pooled whether a pooler in transaction mode is allowed
 * @returns the connection, which the caller ends
 * @throws UnusableDatabase, with an explanation, if it can't be opened
 */
export async function connectTo(
  address: DatabaseAddress,
  {
    timeout,
    application = "usher-check",
    pooled = false,
  }: { timeout?: number | undefined; application?: string; pooled?: boolean } = {},
): Promise<Connection> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client({
      connectionString: address.url,
      fallback_application_name: application,
      connectionTimeoutMillis: timeout ?? 10_000,
      ...(timeout && { query_timeout: timeout }),
      // PgBouncer refuses this setting, so a refusal means that the URL leads to one.
      ...(!pooled && { options: "-c statement_timeout=0" }),
    });
    client.on("error", () => {}); // the next query fails with it
    await client.connect();
    return client;
  } catch (error) {
    // pg leaves the connection open, and while the server waits for a password there, the database can't be dropped.
    client?.end().catch(() => {});
    throw connectionProblem(error, address) ?? error;
  }
}

/**
 * Checks what Usher requires of every database.
 * @throws UnusableDatabase, with an explanation of each requirement that isn't met
 */
export async function checkRequirements(client: pg.Client, address: DatabaseAddress): Promise<void> {
  const { rows } = await client.query<Facts>(`
    select current_setting('server_version_num')::int as version,
      quote_ident(current_database()) as name,
      (select quote_ident(pg_get_userbyid(datdba)) from pg_database where datname = current_database()) as owner,
      current_setting('server_encoding') as encoding,
      exists (select from pg_collation where collname = 'und-x-icu') as "hasIcu",
      current_setting('server_encoding') <> 'UTF8' or lower('É') = 'é' as folds`);
  const wrong = rows.flatMap(unmet);
  if (wrong.length > 0)
    throw new UnusableDatabase(`Usher can't use ${describeDatabase(address)}. ${wrong.join(" ")}`);
}

/**
 * Checks that the database accepts changes.
 * @throws UnusableDatabase, with an explanation, if it is read-only
 */
export async function checkWritable(client: pg.Client, address: DatabaseAddress): Promise<void> {
  const { rows } = await client.query<{ isReadOnly: boolean }>(
    `select current_setting('transaction_read_only')::boolean as "isReadOnly"`,
  );
  if (!rows[0]?.isReadOnly) return;
  throw new UnusableDatabase(
    `Usher can't use ${describeDatabase(address)}. It is read-only, perhaps a standby. Use the primary server.`,
  );
}

/**
 * Checks the rights that a migration needs.
 * @throws UnusableDatabase with the owner to migrate as, or the statements that an administrator must run if a superuser owns
 * the database and nobody its tables
 */
export async function checkRights(client: pg.Client, address: DatabaseAddress): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`
    select format('grant create on database %I to %I;', current_database(), current_user) as statement
    where not has_database_privilege(current_database(), 'create')
    union all
    select format('grant create on schema public to %I;', current_user)
    where not has_schema_privilege('public', 'create')`);
  if (rows.length === 0) return;
  const owner = await readOwner(client);
  if (owner)
    throw new UnusableDatabase(
      `The user of ${describeDatabase(address)} may not create tables there. Run the migration as ${owner}, who owns it: ` +
        'see step 2 of "Two database roles" in docs/operations.md.' +
        adviceOnDirectUrl(address),
    );
  const statements = rows.map(({ statement }) => statement).join("\n");
  throw new UnusableDatabase(
    `The user of ${describeDatabase(address)} may not create tables there. ` +
      `Ask its administrator to run in this database:\n${statements}`,
  );
}

/** For an owner who sets DATABASE_URL only, while `.env` has the app's DATABASE_DIRECT_URL. */
export function adviceOnDirectUrl({ setting }: DatabaseAddress): string {
  if (setting !== "DATABASE_DIRECT_URL") return "";
  return " DATABASE_DIRECT_URL takes precedence. To use DATABASE_URL, put DATABASE_DIRECT_URL= before the command.";
}

/** The owner of the tables or, before there are any, of the database if that isn't a superuser. */
async function readOwner(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(`
    select pg_get_userbyid(relowner) as name from pg_class
    where relname = '__drizzle_migrations' and relkind = 'r' and relnamespace::regnamespace::text = 'drizzle'
    union all
    select rolname from pg_database join pg_roles on pg_roles.oid = datdba
    where datname = current_database() and not rolsuper
    limit 1`);
  return rows[0]?.name;
}

/**
 * Checks the rights that app and worker need if the tables belong to another user. An empty database passes.
 * @throws UnusableDatabase, with an explanation, if some are missing
 */
export async function checkTableRights(client: pg.Client, address: DatabaseAddress): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `with used as (
      select c.oid, c.relnamespace, c.relkind, n.nspname as schema, c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where (n.nspname = 'public' and c.relkind = 'r' and c.relname = any($1))
        or (n.nspname = 'drizzle' and c.relkind = 'r')
        or (n.nspname = 'graphile_worker' and c.relkind in ('r', 'v', 'S'))
    )
    select format('%s.%s', schema, name) as name from used
    where not has_schema_privilege(relnamespace, 'usage')
      or case
        when relkind = 'S' then not has_sequence_privilege(oid, 'usage')
        when schema = 'drizzle' then not has_table_privilege(oid, 'select')
        when name like 'audit%' then not (has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert'))
        else not (has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
          and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete'))
      end
      or row_security_active(oid) and not exists (
        select from pg_policy, unnest(polroles) as role
        where polrelid = used.oid and (role = 0 or pg_has_role(role, 'usage'))
      )
    order by schema desc, name`,
    [TABLES],
  );
  if (rows.length === 0) return;
  const first = rows.slice(0, 3).map(({ name }) => name);
  const others = rows.length > first.length ? ` and ${rows.length - first.length} more` : "";
  throw new UnusableDatabase(
    `The user of ${describeDatabase(address)} lacks rights on ${first.join(", ")}${others}. ` +
      'As the owner of the tables, run step 3 of "Two database roles" in docs/operations.md.',
  );
}

const TABLES = Object.values(schema).flatMap((each: unknown) =>
  is(each, PgTable) ? [getTableName(each)] : [],
);

const EXTENSIONS = ["pg_trgm", "btree_gin"];

/**
 * Creates the extensions that are missing.
 * @throws UnusableDatabase with the statements that an administrator must run
 */
export async function createExtensions(client: pg.Client, address: DatabaseAddress): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select name from unnest($1::text[]) name where not exists (select from pg_extension where extname = name)",
    [EXTENSIONS],
  );
  const statements = rows.map(({ name }) => `create extension if not exists ${name};`);
  try {
    for (const statement of statements) await client.query(statement);
  } catch (cause) {
    throw new UnusableDatabase(
      `Usher can't migrate ${describeDatabase(address)}: an extension is missing, ` +
        `and the user can't create it (${messageOf(cause)}). ` +
        `Ask its administrator to run in this database:\n${statements.join("\n")}`,
      { cause },
    );
  }
}

type Facts = {
  version: number;
  name: string;
  owner: string;
  encoding: string;
  hasIcu: boolean;
  folds: boolean;
};

function unmet({ version, name, owner, encoding, hasIcu, folds }: Facts): string[] {
  const major = Math.floor(version / 10_000);
  const again =
    "This can't be changed afterwards. Save what you need of it, then drop it and create it again:\n" +
    `drop database ${name};\n` +
    `create database ${name} owner ${owner} template template0 ` +
    "encoding 'UTF8' locale_provider icu icu_locale 'und' locale 'C.UTF-8';";
  return [
    ...(version < 150_000 ? [`It is PostgreSQL ${major}, and Usher needs 15 or later. Upgrade it.`] : []),
    ...(hasIcu
      ? []
      : [
          "It has no collations of ICU, with which Usher compares names. Use a PostgreSQL that was built with ICU.",
        ]),
    ...(encoding === "UTF8" ? [] : [`Its encoding is ${encoding}, and Usher needs UTF8. ${again}`]),
    ...(folds
      ? []
      : [`Its locale doesn't know that É is the capital of é, so searches would miss names. ${again}`]),
  ];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Checks that two addresses lead to one database, and that both take transactions.
 * @param timeout how long to wait for each connection and response, in milliseconds
 * @throws UnusableDatabase, with an explanation, if they don't, or if one of them can't be reached
 */
export async function checkSameDatabase(
  one: DatabaseAddress,
  other: DatabaseAddress,
  timeout?: number,
): Promise<void> {
  if ((await identityOf(one, timeout)) === (await identityOf(other, timeout))) return;
  throw new UnusableDatabase(
    `${one.setting} and ${other.setting} lead to different databases: ${describeDatabase(one)} and ${describeDatabase(other)}. ` +
      `Let ${other.setting} lead to the same database, past the pooler.`,
  );
}

/** A database's number, and when its server started. Read in a transaction, which a pooler in statement mode refuses. */
async function identityOf(address: DatabaseAddress, timeout?: number): Promise<string> {
  const client = await connectTo(address, { timeout, pooled: true });
  try {
    await client.query("begin read only");
    const { rows } = await client.query<{ identity: string }>(`
      select oid || ' ' || extract(epoch from pg_postmaster_start_time()) as identity
      from pg_database where datname = current_database()`);
    await client.query("commit");
    return rows[0]?.identity ?? "";
  } catch (error) {
    throw connectionProblem(error, address) ?? error;
  } finally {
    await client.end();
  }
}
