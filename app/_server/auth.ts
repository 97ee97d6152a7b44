import { AsyncLocalStorage } from "node:async_hooks";
import { headers } from "next/headers";
import NextAuth, { AuthError, CredentialsSignin } from "next-auth";
import { decode, type JWT } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { Refusal } from "@/db/errors";
import { endSession } from "@/db/sessions/end";
import { isSessionCurrent, SESSION_DAYS, type Session } from "@/db/sessions/session";
import { signIn as beginSession } from "@/db/sessions/sign-in";
import { isUuid } from "@/db/uuid";
import type { RefusalReason } from "@/lib/refusals";
import { logFailure } from "./availability";
import { getDb } from "./database";
import { findDevice, rememberDevice } from "./device";
import { getEnv } from "./env";
import { pathWithin } from "./paths";
import { remoteAddress } from "./request";

const DAY = 24 * 60 * 60;

/** Longer credentials are read as missing. */
const MAX_CREDENTIAL_LENGTH = 1_000;

/** A failed sign-in. */
export class SignInRefused extends CredentialsSignin {
  constructor(readonly reason: RefusalReason) {
    super();
    this.code = "refused";
  }
}

/** The session that a call of `signInWith` has started. */
const begun = new AsyncLocalStorage<{ session?: Session }>();

/**
 * Signs in and sets the session's cookie.
 * @throws SignInRefused
 */
export async function signInWith(
  credentials: Readonly<Record<"root" | "organizationId" | "username" | "password", string>>,
): Promise<Session> {
  const holder: { session?: Session } = {};
  await begun.run(holder, () => signIn("credentials", { redirect: false, ...credentials }));
  if (!holder.session) throw new Error("next-auth answered without having checked the credentials.");
  return holder.session;
}

// next-auth passes a request only at its own endpoints. In pages there is none, and the model checks the session's row.
const { signIn, ...nextAuth } = NextAuth((request) => {
  const { AUTH_SECRET, BASE_URL } = getEnv();
  process.env.AUTH_URL = BASE_URL; // otherwise next-auth trusts the request's Host
  return {
    secret: AUTH_SECRET,
    trustHost: true,
    useSecureCookies: BASE_URL.startsWith("https:"),
    session: { strategy: "jwt", maxAge: SESSION_DAYS * DAY },
    jwt: { decode: (cookie) => decode(cookie).catch(() => null) }, // another AUTH_SECRET, or somebody made it up
    pages: { signIn: "/", error: "/", signOut: "/", verifyRequest: "/" },
    logger: { error: logFault, warn: () => {} },
    providers: [
      Credentials({
        credentials: { root: {}, organizationId: {}, username: {}, password: {} },
        authorize: async (given) => {
          const session = await check(given);
          const holder = begun.getStore();
          if (holder) holder.session = session;
          return { id: session.userId, sessionId: session.id };
        },
      }),
    ],
    callbacks: {
      redirect: ({ url }) =>
        `${BASE_URL}${pathWithin(url.startsWith(BASE_URL) ? url.slice(BASE_URL.length) : url, "/")}`,
      jwt: async ({ token, user }) => {
        if (user) return { sub: user.id ?? "", sessionId: user.sessionId };
        return !request || (await isCurrent(sessionIn(token))) ? token : null;
      },
      session: ({ session, token }) => ({
        expires: session.expires,
        account: { userId: token.sub ?? "", id: token.sessionId ?? "" },
      }),
    },
    events: {
      signOut: async (message) => {
        const session = "token" in message ? sessionIn(message.token) : null;
        if (session) await endSession({ db: getDb(), session, address: await remoteAddress() });
      },
    },
  };
});

export const { handlers, auth, signOut } = nextAuth;

/** The session that a cookie names; null if it has no valid ids. */
function sessionIn(token: JWT | null): Session | null {
  const [userId, id] = [token?.sub ?? "", token?.sessionId ?? ""];
  return isUuid(userId) && isUuid(id) ? { id, userId } : null;
}

async function isCurrent(session: Session | null): Promise<boolean> {
  return session !== null && (await isSessionCurrent({ db: getDb(), session }));
}

/** next-auth's message for a cookie that can't be decoded: an earlier AUTH_SECRET signed it, or somebody made it up. */
const UNREADABLE_COOKIE = "Invalid JWT";

/** The types of next-auth's errors for requests that this app's pages don't send. */
const STRANGE_REQUESTS: ReadonlySet<string> = new Set([
  "InvalidProvider",
  "MissingAdapter",
  "MissingCSRF",
  "UnknownAction",
  "UnsupportedStrategy",
]);

/** The one of these that has no type. */
const UNKNOWN_PROVIDER = "Provider with id ";

function isStrangeRequest(error: Error): boolean {
  if (error instanceof AuthError) return STRANGE_REQUESTS.has(error.type);
  return error instanceof SyntaxError || error.message.startsWith(UNKNOWN_PROVIDER);
}

/**
 * Leaves out failed sign-ins, which are in the audit log, and errors that strangers can cause, so that they can't fill the
 * log. next-auth wraps other errors, so their cause is logged.
 */
function logFault(error: Error): void {
  if (error instanceof CredentialsSignin || isStrangeRequest(error)) return;
  const { cause } = error;
  const err = cause instanceof Object && "err" in cause && cause.err instanceof Error ? cause.err : error;
  if (!(err instanceof CredentialsSignin) && err.message !== UNREADABLE_COOKIE)
    void logFailure(err, "Signing in failed");
}

async function check(given: Partial<Record<string, unknown>>): Promise<Session> {
  const text = (name: string) => {
    const value = given[name];
    return typeof value === "string" && value.length <= MAX_CREDENTIAL_LENGTH ? value : "";
  };
  try {
    const before = (await auth())?.account;
    const session = await beginSession({
      db: getDb(),
      address: await remoteAddress(),
      userAgent: (await headers()).get("user-agent") ?? "",
      device: await findDevice(),
      replaces: before ? sessionIn({ sub: before.userId, sessionId: before.id }) : null,
      input: {
        root: text("root"),
        organizationId: text("organizationId"),
        username: text("username"),
        password: text("password"),
      },
    });
    await rememberDevice(session);
    return session;
  } catch (error) {
    if (error instanceof Refusal) throw new SignInRefused(error.reason);
    throw error;
  }
}

declare module "next-auth" {
  interface Session {
    account: { id: string; userId: string };
  }
  interface User {
    sessionId: string;
  }
}

declare module "@auth/core/jwt" {
  interface JWT {
    sessionId?: string;
  }
}
