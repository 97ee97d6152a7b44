import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { acceptInvitation } from "@/db/invitations/accept";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { settleDelivery } from "@/db/invitations/deliver";
import { emailInvitationAgain } from "@/db/invitations/email-again";
import { inviteUsers } from "@/db/invitations/invite";
import { recordOpening } from "@/db/invitations/record-opening";
import { requestNewLink } from "@/db/invitations/request-new-link";
import { resendInvitations } from "@/db/invitations/resend";
import { leaveOrganization } from "@/db/memberships/leave";
import { invitations } from "@/db/schema";
import { letTimePass } from "@/db/testing/queries";
import { type Scenario, seedGroup } from "@/db/testing/scenario";
import { alex, at } from "./acting";
import type { AuditCases } from "./case";

export const INVITATION_AUDIT_CASES: AuditCases = {
  inviteUsers: {
    command: inviteUsers,
    action: "invitations.create",
    events: 2,
    arrange: async (scenario) => {
      const input = { usernames: ["grace", "linus"], groupIds: [], requestId: randomUUID() };
      const ctx = await alex(scenario);
      return () => inviteUsers({ ctx, input });
    },
  },
  changeInvitationGroups: {
    command: changeInvitationGroups,
    action: "invitations.edit",
    arrange: async (scenario) => {
      const { invitationId } = await inviteGrace(scenario);
      const { id } = await seedGroup(scenario.db, scenario.organizations.acme.id, ["users.view"]);
      const ctx = await alex(scenario);
      return () => changeInvitationGroups({ ctx, input: { invitationId, groupIds: [id] } });
    },
  },
  resendInvitations: {
    command: resendInvitations,
    action: "invitations.resend",
    events: 2,
    arrange: async (scenario) => {
      const invitationIds = await inviteTwo(scenario);
      await letTimePass(scenario, "acme", "1 day");
      const ctx = await alex(scenario);
      return () => resendInvitations({ ctx, input: { invitationIds } });
    },
  },
  emailInvitationAgain: {
    action: "invitations.resend",
    arrange: async (scenario) => {
      const request = await emailedToGrace(scenario);
      await letTimePass(scenario, "acme", "1 hour");
      return () => emailInvitationAgain(request);
    },
    refused: async (scenario) => {
      const request = await emailedToGrace(scenario);
      return () => emailInvitationAgain(request); // too soon
    },
  },
  settleDelivery: {
    action: "invitations.send",
    arrange: async (scenario) => {
      const { invitationId, sending } = await inviteGrace(scenario);
      return () => settleDelivery({ db: scenario.db, invitationId, sending, outcome: { sent: true } });
    },
    refused: "It records the outcome of an email.",
  },
  recordOpening: {
    action: "invitations.open",
    arrange: async (scenario) => {
      const { response } = await inviteGrace(scenario);
      return () => recordOpening(response);
    },
    refused: "Anyone can open a link. Only the invitee is recorded.",
  },
  requestNewLink: {
    action: "invitations.request-new-link",
    arrange: async (scenario) => {
      const { invitationId, response } = await inviteGrace(scenario);
      const ago = sql`now() - interval '1 hour'`;
      await scenario.db.update(invitations).set({ expiresAt: ago }).where(eq(invitations.id, invitationId));
      return () => requestNewLink(response);
    },
    refused: "Its response is always the same.",
  },
  acceptInvitation: {
    action: "invitations.accept",
    arrange: async (scenario) => {
      const { response } = await inviteGrace(scenario);
      return () => acceptInvitation(response);
    },
    refused: async (scenario) => {
      const response = await responseByOtherUser(scenario);
      return () => acceptInvitation(response);
    },
  },
  declineInvitation: {
    action: "invitations.decline",
    arrange: async (scenario) => {
      const { response } = await inviteGrace(scenario);
      return () => declineInvitation({ ...response, reason: "I have moved on." });
    },
    refused: async (scenario) => {
      const response = await responseByOtherUser(scenario);
      return () => declineInvitation(response);
    },
  },
  deleteInvitations: {
    command: deleteInvitations,
    action: "invitations.delete",
    events: 2,
    arrange: async (scenario) => {
      const invitationIds = await inviteTwo(scenario);
      const ctx = await alex(scenario);
      return () => deleteInvitations({ ctx, input: { invitationIds } });
    },
  },
  leaveOrganization: {
    action: "memberships.end",
    arrange: async (scenario) => {
      await acceptInvitation((await inviteGrace(scenario)).response);
      const session = await scenario.session("grace");
      return () =>
        leaveOrganization({ ...at(scenario), session, organizationId: scenario.organizations.acme.id });
    },
    refused: async (scenario) => {
      const session = await scenario.session("sam");
      return () =>
        leaveOrganization({ ...at(scenario), session, organizationId: scenario.organizations.acme.id });
    },
  },
};

const inviteGrace = (scenario: Scenario) => scenario.inviteAndDeliver("alex", "acme", "grace");

/** Grace's request to get the email again, which has just been sent. */
async function emailedToGrace(scenario: Scenario) {
  const { invitationId, sending, response } = await inviteGrace(scenario);
  await settleDelivery({ db: scenario.db, invitationId, sending, outcome: { sent: true } });
  return { ...response, invitationId };
}

async function responseByOtherUser(scenario: Scenario) {
  const { response } = await inviteGrace(scenario);
  return { ...response, session: await scenario.session("linus") };
}

async function inviteTwo(scenario: Scenario): Promise<string[]> {
  const [first, second] = [
    await inviteGrace(scenario),
    await scenario.inviteAndDeliver("alex", "acme", "linus"),
  ];
  return [first.invitationId, second.invitationId];
}
