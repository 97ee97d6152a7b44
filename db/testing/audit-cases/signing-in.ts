import { eq } from "drizzle-orm";
import { changePassword } from "@/db/passwords/change";
import { settleLinkDelivery } from "@/db/passwords/deliver-link";
import { processResetRequest } from "@/db/passwords/process-reset-request";
import { setPassword } from "@/db/passwords/set";
import { sessions, users } from "@/db/schema";
import { endAllSessions, endExpiredSessions, endSession } from "@/db/sessions/end";
import { signIn } from "@/db/sessions/sign-in";
import { cheapHash, NEW_PASSWORD, sentLink } from "@/db/testing/passwords";
import type { Scenario } from "@/db/testing/scenario";
import { at } from "./acting";
import type { AuditCases } from "./case";

const PASSWORD = "a password of the tests";

/** For passwords and sessions, which users manage themselves. */
export const SIGNING_IN_AUDIT_CASES: AuditCases = {
  settleLinkDelivery: {
    action: "passwords.send",
    arrange: async (scenario) => {
      const { userId, linkId, sending } = await sentLink(scenario, "sam");
      return () => settleLinkDelivery({ db: scenario.db, userId, linkId, sending, outcome: { sent: true } });
    },
    refused: "It records the outcome of an email.",
  },
  processResetRequest: {
    action: "passwords.request",
    arrange: async (scenario) => () => processResetRequest({ ...at(scenario), account: samById(scenario) }),
    refused: async (scenario) => {
      await changeSam(scenario, { email: null });
      return () => processResetRequest({ ...at(scenario), account: samById(scenario) });
    },
  },
  setPassword: {
    action: "passwords.set",
    arrange: async (scenario) => {
      const { use } = await sentLink(scenario, "sam");
      return () => setPassword(use);
    },
    refused: async (scenario) => {
      const { use } = await sentLink(scenario, "sam");
      await changeSam(scenario, { disabledAt: new Date() });
      return () => setPassword(use);
    },
  },
  changePassword: {
    action: "passwords.change",
    arrange: (scenario) => changePasswordFrom(scenario, PASSWORD),
    refused: (scenario) => changePasswordFrom(scenario, "another password"),
  },
  signIn: {
    action: "sessions.create",
    arrange: (scenario) => signInWith(scenario, PASSWORD),
    refused: (scenario) => signInWith(scenario, "another password"),
  },
  endSession: {
    action: "sessions.end",
    arrange: async (scenario) => {
      const session = await scenario.session("sam");
      return () => endSession({ ...at(scenario), session });
    },
    refused: "Another user's session is not found.",
  },
  endAllSessions: {
    action: "sessions.end",
    arrange: async (scenario) => {
      const session = await scenario.session("sam");
      return () => endAllSessions({ ...at(scenario), session });
    },
    refused: "Users end only their own sessions.",
  },
  endExpiredSessions: {
    action: "sessions.end",
    arrange: async (scenario) => {
      await endExpiredSessions({ db: scenario.db });
      const { id } = await scenario.session("sam");
      const createdAt = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
      await scenario.db.update(sessions).set({ createdAt }).where(eq(sessions.id, id));
      return () => endExpiredSessions({ db: scenario.db });
    },
    refused: "No user runs it: sessions expire.",
  },
};

async function changePasswordFrom(scenario: Scenario, current: string) {
  await changeSam(scenario, { passwordHash: await cheapHash(PASSWORD) });
  const session = await scenario.session("sam");
  return () => changePassword({ ...at(scenario), session, input: { current, password: NEW_PASSWORD } });
}

async function signInWith(scenario: Scenario, password: string) {
  await changeSam(scenario, { passwordHash: await cheapHash(PASSWORD) });
  return () => signIn({ ...at(scenario), userAgent: "a browser", input: { ...sam(scenario), password } });
}

async function changeSam(scenario: Scenario, change: Partial<typeof users.$inferInsert>): Promise<void> {
  await scenario.db
    .update(users)
    .set(change)
    .where(eq(users.id, scenario.userId("sam")));
}

function samById(scenario: Scenario) {
  const { root, organizationId } = sam(scenario);
  return { root, organizationId, userId: scenario.userId("sam") };
}

function sam({ handle, organizations }: Scenario) {
  return { root: handle, organizationId: organizations.acme.id, username: "sam" };
}
