import { Limited } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { BULK_EMAIL_PRIORITY } from "@/db/queue/enqueue";
import { customerOf, type RequestContext } from "@/db/request-context";

/**
 * The priority of the emails that a request sends. After 200 in an hour, a customer's further emails get the priority of bulk
 * actions, so that others don't wait for thousands of them.
 */
export async function emailPriority(ctx: RequestContext, count: number): Promise<number> {
  try {
    await consume(ctx.db, "early-emails", customerOf(ctx).id, count);
    return 0;
  } catch (error) {
    if (error instanceof Limited) return BULK_EMAIL_PRIORITY;
    throw error;
  }
}
