import { Limited } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { BULK_EMAIL_PRIORITY } from "@/db/queue/enqueue";
import { type RequestContext, topLevelOrganizationOf } from "@/db/request-context";

/**
 * The priority of the emails that a request sends. After 200 in an hour, further emails of a top-level organization get the
 * priority of bulk actions, so that others don't wait for thousands of them.
 */
export async function emailPriority(ctx: RequestContext, count: number): Promise<number> {
  try {
    await consume(ctx.db, "early-emails", topLevelOrganizationOf(ctx).id, count);
    return 0;
  } catch (error) {
    if (error instanceof Limited) return BULK_EMAIL_PRIORITY;
    throw error;
  }
}
