import { Limited } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { BULK_EMAIL_PRIORITY } from "@/db/queue/enqueue";
import { customerOf, type RequestContext } from "@/db/request-context";

/**
 * The priority of emails that a request sends. Those of a customer leave at once up to 200 an hour, and then with the emails of
 * bulk actions, so that others don't wait for thousands of them.
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
