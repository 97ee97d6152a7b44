import { sql } from "drizzle-orm";
import { type Context, may } from "@/db/context";
import { Forbidden, NotFound } from "@/db/errors";
import { type MemberJson, memberColumns, memberJoins, memberOf } from "@/db/memberships/read-row";
import type { MemberRow } from "@/db/memberships/rows";
import { isUuid } from "@/db/uuid";

/** One user of the organization. @throws Forbidden without users.view, NotFound for somebody who is no user here */
export async function getUser(call: { ctx: Context; userId: string }): Promise<MemberRow> {
  const { ctx, userId } = call;
  if (!may(ctx, "users.view")) throw new Forbidden();
  if (!isUuid(userId)) throw new NotFound();
  const [found] = await ctx.db.execute<{ user: MemberJson }>(sql`
    select row_to_json(member) as user from (
      select ${memberColumns} from memberships m ${memberJoins}
      where m.organization_id = ${ctx.organization.id} and m.user_id = ${userId}) as member`);
  if (!found) throw new NotFound();
  return memberOf(found.user);
}
