import { type SQL, sql } from "drizzle-orm";
import { coversGroup } from "@/db/access/rights";

/**
 * What becomes of an offered group, `ig`, on acceptance: "given", or "gone", or "too-powerful" for the inviter to give.
 * @param mine an SQL name of the inviter's `effective_permissions`
 * @param organization an SQL expression of the organization's id
 */
export function groupGrantStatus(mine: SQL, organization: SQL): SQL {
  return sql`
    case when ig.group_id is null then 'gone'
      when ${coversGroup(mine, organization, sql`ig.group_id`)} then 'given' else 'too-powerful' end`;
}
