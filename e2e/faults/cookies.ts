import { encode } from "next-auth/jwt";
import type { Session } from "@/db/sessions/session";

const NAME = "authjs.session-token";

/** The cookie of a session, as signing in would set it: the password's hash, which takes its time, is not at issue. */
export async function cookieOf({ id, userId }: Session, secret: string): Promise<string> {
  const token = await encode({ token: { sub: userId, sessionId: id }, secret, salt: NAME, maxAge: 3600 });
  return `${NAME}=${token}`;
}
