import { readFileSync } from "node:fs";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { testDatabase } from "@/db/testing/database";

const { url: migratedUrl } = testDatabase();
const { url: rebuiltUrl } = testDatabase();

test("running db/rules.sql in a migrated database changes no function, view, trigger, constraint or index", async () => {
  const migrated = await connect(migratedUrl);
  const rebuilt = await connect(rebuiltUrl);
  await dropRules(rebuilt);
  await rebuilt.query(readFileSync(new URL("rules.sql", import.meta.url), "utf8"));
  const definitions = await readDefinitions(migrated);
  expect(Object.keys(definitions)).toContain("trigger record_membership_end on memberships");
  expect(definitions).toEqual(await readDefinitions(rebuilt));
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** What the migrations created, without what belongs to extensions. */
const OWN_OBJECTS = `
  with tables as (
    select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
  ),
  functions as (
    select oid from pg_proc where pronamespace = 'public'::regnamespace
    except select objid from pg_depend where classid = 'pg_proc'::regclass and deptype = 'e'
  ),
  views as (
    select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
    except select objid from pg_depend where classid = 'pg_class'::regclass and deptype = 'e'
  )`;

/**
 * Drops everything that db/rules.sql creates. `cascade` also drops triggers and indexes that use its functions. Its constraints
 * are those that set some of several columns to null (`confdelsetcols`), which Drizzle can't express.
 */
async function dropRules(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`${OWN_OBJECTS}
    select format('drop view if exists %s cascade', oid::regclass) as statement from views
    union all
    select format('drop function if exists %s cascade', oid::regprocedure) from functions
    union all
    select format('alter table %s drop constraint %I', conrelid::regclass, conname)
    from pg_constraint where conrelid in (select oid from tables) and confdelsetcols is not null`);
  for (const { statement } of rows) await client.query(statement);
}

/** @returns the text of each definition by its kind and name */
async function readDefinitions(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; definition: string }>(`${OWN_OBJECTS}
    select 'function ' || oid::regprocedure as name, pg_get_functiondef(oid) as definition from functions
    union all
    select 'view ' || oid::regclass, pg_get_viewdef(oid) from views
    union all
    select format('trigger %s on %s', tgname, tgrelid::regclass), pg_get_triggerdef(oid)
    from pg_trigger where tgrelid in (select oid from tables) and not tgisinternal
    union all
    select format('constraint %s on %s', conname, conrelid::regclass), pg_get_constraintdef(oid)
    from pg_constraint where conrelid in (select oid from tables)
    union all
    select 'index ' || indexrelid::regclass, pg_get_indexdef(indexrelid)
    from pg_index where indrelid in (select oid from tables)`);
  return Object.fromEntries(rows.map(({ name, definition }) => [name, definition]));
}
