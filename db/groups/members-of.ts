import { sql } from "drizzle-orm";
import { countUpTo } from "@/db/lists/keyset";

/** An expression: how many members the group `g` has, counted as lists are. */
export const membersOf = countUpTo(
  sql`from membership_groups mg where mg.organization_id = g.organization_id and mg.group_id = g.id`,
);
