import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { inviteUsers } from "@/db/invitations/invite";
import { invitations } from "@/db/schema";
import type { Session } from "@/db/sessions/session";
import { insertUser } from "@/db/users/insert";
import { buildIfStale } from "@/scripts/build";
import type { ManagedProcesses } from "@/scripts/managed-processes";
import { testDistDir } from "@/scripts/paths";
import { getFreePort } from "@/scripts/ports";
import { serveApp } from "@/scripts/serve-app";
import type { Server } from "./load";
import type { Child, Scenario } from "./scenario";

export const AUTH_SECRET = "only-for-the-bench-0123456789abcdef";

/** Fills the first page of both lists. The emails are sent, because the list is read again and again while they are waiting. */
export async function fillLists({ db, usernames }: Scenario, { ctx, id, groupIds }: Child): Promise<void> {
  await inviteUsers({
    ctx,
    input: { usernames: usernames.slice(0, 60), groupIds: [...groupIds], requestId: randomUUID() },
  });
  await db
    .update(invitations)
    .set({ emailState: "sent", sentAt: new Date() })
    .where(eq(invitations.organizationId, id));
  for (let n = 0; n < 60; n++) {
    const username = `member-${n}-${id}`;
    await insertUser(db, {
      organizationId: id,
      username,
      name: `Member ${n}`,
      email: null,
      password: null,
      groupIds,
    });
  }
}

/** What a signed-in browser sends. */
export async function cookieOf({ id, userId }: Session): Promise<string> {
  const salt = "authjs.session-token";
  return `${salt}=${await encode({ token: { sub: userId, sessionId: id }, secret: AUTH_SECRET, salt })}`;
}

/** The production build, for `localhost`. */
export async function serveOurs(scenario: Scenario, processes: ManagedProcesses): Promise<Server> {
  await buildIfStale(processes, testDistDir);
  const port = await getFreePort();
  const env = {
    DATABASE_URL: scenario.url,
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "Usher <no-reply@usher.example>",
    BASE_URL: `http://localhost:${port}`,
    AUTH_SECRET,
    LOG_LEVEL: "fatal",
    WORKER: "none",
  };
  const { pid } = await serveApp({ processes, port, env, distDir: testDistDir, loopback: true });
  return { url: env.BASE_URL, pid };
}
