import { cache } from "react";
import type { Session } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";
import { auth } from "./auth";

/** What the session cookie says. Whether it still holds, the model judges: `findContext` and its like. */
export const readSession = cache(async (): Promise<Session | null> => {
  const account = (await auth())?.account;
  return account && isUuid(account.userId) && isUuid(account.id) ? account : null;
});
