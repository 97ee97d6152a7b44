import type { RequestContext } from "@/db/request-context";
import { Conflict } from "@/db/errors";

/** Nobody ends their own access by a slip. @throws Conflict */
export function requireSomebodyElse({ actor }: RequestContext, userId: string): void {
  if (actor.id === userId) {
    throw new Conflict("You cannot do this to yourself. Ask another administrator.");
  }
}
