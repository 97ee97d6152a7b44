import { eq } from "drizzle-orm";
import { answerPasswordRequest } from "@/db/passwords/process-reset-request";
import { changePassword } from "@/db/passwords/change";
import { hashPassword } from "@/db/passwords/hash";
import { settleSendingLink } from "@/db/passwords/deliver-link";
import { setPassword } from "@/db/passwords/set";
import { sessions, users } from "@/db/schema";
import { endAllSessions, endOutdatedSessions, endSession } from "@/db/sessions/end";
import { signIn } from "@/db/sessions/sign-in";
import { at } from "./acting";
import type { AuditCases } from "./case";
import { NEW_PASSWORD, sentLink } from "@/db/testing/passwords";
import type { World } from "@/db/testing/scenario";

const PASSWORD = "a password of the tests";

/** Of passwords and sessions, which are one's own. */
export const SIGNING_IN_DEEDS: AuditCases = {
  settleSendingLink: {
    tells: "passwords.send",
    deed: async (world) => {
      const { userId, linkId, sending } = await sentLink(world, "sam");
      return () => settleSendingLink({ db: world.db, userId, linkId, sending, outcome: { sent: true } });
    },
    refused: "It notes what has become of a mail.",
  },
  answerPasswordRequest: {
    tells: "passwords.request",
    deed: async (world) => () => answerPasswordRequest({ ...at(world), claim: samById(world) }),
    refused: async (world) => {
      await changeSam(world, { email: null });
      return () => answerPasswordRequest({ ...at(world), claim: samById(world) });
    },
  },
  setPassword: {
    tells: "passwords.set",
    deed: async (world) => {
      const { use } = await sentLink(world, "sam");
      return () => setPassword(use);
    },
    refused: async (world) => {
      const { use } = await sentLink(world, "sam");
      await changeSam(world, { disabledAt: new Date() });
      return () => setPassword(use);
    },
  },
  changePassword: {
    tells: "passwords.change",
    deed: (world) => changing(world, PASSWORD),
    refused: (world) => changing(world, "another password"),
  },
  signIn: {
    tells: "sessions.create",
    deed: (world) => signingIn(world, PASSWORD),
    refused: (world) => signingIn(world, "another password"),
  },
  endSession: {
    tells: "sessions.end",
    deed: async (world) => {
      const session = await world.session("sam");
      return () => endSession({ ...at(world), session });
    },
    refused: "Somebody else's session is as unknown as none.",
  },
  endAllSessions: {
    tells: "sessions.end",
    deed: async (world) => {
      const session = await world.session("sam");
      return () => endAllSessions({ ...at(world), session });
    },
    refused: "They are one's own.",
  },
  endOutdatedSessions: {
    tells: "sessions.end",
    deed: async (world) => {
      await endOutdatedSessions({ db: world.db });
      const { id } = await world.session("sam");
      const createdAt = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
      await world.db.update(sessions).set({ createdAt }).where(eq(sessions.id, id));
      return () => endOutdatedSessions({ db: world.db });
    },
    refused: "They have ended by themselves.",
  },
};

async function changing(world: World, current: string) {
  await changeSam(world, { passwordHash: await hashPassword(PASSWORD) });
  const session = await world.session("sam");
  return () => changePassword({ ...at(world), session, input: { current, password: NEW_PASSWORD } });
}

async function signingIn(world: World, password: string) {
  await changeSam(world, { passwordHash: await hashPassword(PASSWORD) });
  return () => signIn({ ...at(world), userAgent: "a browser", input: { ...sam(world), password } });
}

async function changeSam(world: World, change: Partial<typeof users.$inferInsert>): Promise<void> {
  await world.db
    .update(users)
    .set(change)
    .where(eq(users.id, world.userId("sam")));
}

function samById(world: World) {
  const { root, organizationId } = sam(world);
  return { root, organizationId, userId: world.userId("sam") };
}

function sam({ handle, places }: World) {
  return { root: handle, organizationId: places.acme.id, username: "sam" };
}
