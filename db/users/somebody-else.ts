import type { Context } from "@/db/context";
import { Conflict } from "@/db/errors";

/** Nobody ends their own access by a slip. @throws Conflict */
export function requireSomebodyElse({ actor }: Context, userId: string): void {
  if (actor.id === userId) {
    throw new Conflict("You cannot do this to yourself. Ask another administrator.");
  }
}
