import { Conflict } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";

/** Nobody ends their own access by a slip. @throws Conflict */
export function requireOtherUser({ actor }: RequestContext, userId: string): void {
  if (actor.id === userId) {
    throw new Conflict("You cannot do this to yourself. Ask another administrator.");
  }
}
