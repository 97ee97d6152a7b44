import { sql } from "drizzle-orm";

/** So long before a membership ends both sides are told, or at once when an end is chosen that is nearer. */
export const NOTICE = sql`interval '7 days'`;
