import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { constant } from "@/db/lists/keyset";
import type { RequestContext } from "@/db/request-context";

const KEPT = 5;

/** Keeps the last five drafts of a person in an organization. */
export async function deleteSurplusDrafts(
  tx: Transaction,
  { organization, actor }: RequestContext,
): Promise<void> {
  await tx.execute(sql`
    delete from bulk_actions where id in (
      select id from bulk_actions
      where organization_id = ${organization.id} and actor_id = ${actor.id} and state = 'draft'
      order by created_at desc, id desc offset ${constant(KEPT)})`);
}

/** Throws away the drafts of a day ago: nobody has sent them, and they tell who is a user of the parent. */
export async function deleteOldDrafts({ db }: { db: Database }): Promise<void> {
  await db.execute(
    sql`delete from bulk_actions where state = 'draft' and created_at < now() - interval '1 day'`,
  );
}
