import { headers } from "next/headers";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { Refusal } from "@/db/errors";
import { SESSION_DAYS, type Session } from "@/db/sessions/session";
import { signIn as beginSession } from "@/db/sessions/sign-in";
import { getDb } from "./database";
import { getEnv } from "./env";
import { pathWithin } from "./paths";
import { remoteAddress } from "./request";

const DAY = 24 * 60 * 60;

/** Nothing that one signs in with is longer; what is longer reads as left out. */
const LONGEST_CREDENTIAL = 1_000;

/** A wrong try, in the words that the person may see. */
export class SignInRefused extends CredentialsSignin {
  constructor(readonly sentence: string) {
    super();
    this.code = "refused";
  }
}

export const { handlers, auth, signIn, signOut } = NextAuth(() => {
  const { AUTH_SECRET, BASE_URL } = getEnv();
  process.env.AUTH_URL = BASE_URL; // else next-auth believes the request's Host
  return {
    secret: AUTH_SECRET,
    trustHost: true,
    useSecureCookies: BASE_URL.startsWith("https:"),
    session: { strategy: "jwt", maxAge: SESSION_DAYS * DAY },
    pages: { signIn: "/", error: "/", signOut: "/", verifyRequest: "/" },
    logger: { error: () => {}, warn: () => {} }, // refusals are in the audit, faults in the action's log line
    providers: [
      Credentials({
        credentials: { root: {}, organizationId: {}, username: {}, password: {} },
        authorize: async (given) => {
          const session = await check(given);
          return { id: session.userId, sessionId: session.id };
        },
      }),
    ],
    callbacks: {
      redirect: ({ url }) =>
        `${BASE_URL}${pathWithin(url.startsWith(BASE_URL) ? url.slice(BASE_URL.length) : url, "/")}`,
      jwt: ({ token, user }) => (user ? { sub: user.id ?? "", sessionId: user.sessionId } : token),
      session: ({ session, token }) => ({
        expires: session.expires,
        account: { userId: token.sub ?? "", id: token.sessionId ?? "" },
      }),
    },
  };
});

async function check(given: Partial<Record<string, unknown>>): Promise<Session> {
  const text = (name: string) => {
    const value = given[name];
    return typeof value === "string" && value.length <= LONGEST_CREDENTIAL ? value : "";
  };
  try {
    return await beginSession({
      db: getDb(),
      address: await remoteAddress(),
      userAgent: (await headers()).get("user-agent") ?? "",
      input: {
        root: text("root"),
        organizationId: text("organizationId"),
        username: text("username"),
        password: text("password"),
      },
    });
  } catch (error) {
    if (error instanceof Refusal) throw new SignInRefused(error.message);
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
