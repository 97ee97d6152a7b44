import { cookies } from "next/headers";
import { getToken } from "next-auth/jwt";
import { cache } from "react";
import type { Session } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";
import { auth } from "./auth";
import { getEnv } from "./env";

/** What the session cookie says. Whether it still holds, the model judges: `findContext` and its like. */
export const readSession = cache(async (): Promise<Session | null> => {
  const account = (await auth())?.account;
  return account && isUuid(account.userId) && isUuid(account.id) ? account : null;
});

/** The session that this request has just begun: its cookie is only on its way to the browser. */
export async function readNewSession(): Promise<Session | null> {
  const { AUTH_SECRET, BASE_URL } = getEnv();
  const cookie = (await cookies()).getAll().map(({ name, value }) => `${name}=${value}`);
  const token = await getToken({
    req: { headers: { cookie: cookie.join("; ") } },
    secret: AUTH_SECRET,
    secureCookie: BASE_URL.startsWith("https:"),
  });
  return token?.sub && token.sessionId ? { id: token.sessionId, userId: token.sub } : null;
}
