import { sql } from "drizzle-orm";
import { countUpTo } from "@/db/lists/keyset";

/** An expression: the number of members of the group `g`, counted up to the limit for lists. */
export const membersOf = countUpTo(
  sql`from membership_groups mg where mg.organization_id = g.organization_id and mg.group_id = g.id`,
);
