import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { constant } from "@/db/lists/keyset";
import type { RequestContext } from "@/db/request-context";

const MAX_DRAFTS = 5;

/** Deletes all but the newest five drafts of the actor in the organization. */
export async function deleteSurplusDrafts(tx: Transaction, ctx: RequestContext): Promise<void> {
  await tx.execute(sql`
    delete from bulk_actions
    where id in (
      select id
      from bulk_actions
      where organization_id = ${ctx.organization.id} and actor_id = ${ctx.actor.id} and state = 'draft'
      order by created_at desc, id desc
      offset ${constant(MAX_DRAFTS)}
    )`);
}

/** Deletes drafts after a day, because they reveal who is a user of the parent organization. */
export async function deleteOldDrafts({ db }: { db: Database }): Promise<void> {
  await db.execute(sql`
    delete from bulk_actions
    where state = 'draft' and created_at < now() - interval '1 day'`);
}
