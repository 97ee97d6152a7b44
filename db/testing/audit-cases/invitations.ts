import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { acceptInvitation } from "@/db/invitations/accept";
import { askForLink } from "@/db/invitations/request-new-link";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { inviteUsers } from "@/db/invitations/invite";
import { recordOpening } from "@/db/invitations/record-opening";
import { settleSending } from "@/db/invitations/deliver";
import { sendAgain } from "@/db/invitations/resend";
import { leaveOrganization } from "@/db/memberships/leave";
import { invitations } from "@/db/schema";
import { alex, at } from "./acting";
import type { AuditCases } from "./case";
import { letPass } from "@/db/testing/queries";
import { plantGroup, type World } from "@/db/testing/scenario";

export const INVITATION_DEEDS: AuditCases = {
  inviteUsers: {
    tells: "invitations.create",
    rows: 2,
    deed: async (world) => {
      const input = { usernames: ["grace", "linus"], groupIds: [], requestId: randomUUID() };
      const ctx = await alex(world);
      return () => inviteUsers({ ctx, input });
    },
  },
  changeInvitationGroups: {
    tells: "invitations.edit",
    deed: async (world) => {
      const { invitationId } = await grace(world);
      const { id } = await plantGroup(world.db, world.places.acme.id, ["users.view"]);
      const ctx = await alex(world);
      return () => changeInvitationGroups({ ctx, input: { invitationId, groupIds: [id] } });
    },
  },
  sendAgain: {
    tells: "invitations.send-again",
    rows: 2,
    deed: async (world) => {
      const invitationIds = await two(world);
      await letPass(world, "acme", "1 day");
      const ctx = await alex(world);
      return () => sendAgain({ ctx, input: { invitationIds } });
    },
  },
  settleSending: {
    tells: "invitations.send",
    deed: async (world) => {
      const { invitationId, sending } = await grace(world);
      return () => settleSending({ db: world.db, invitationId, sending, outcome: { sent: true } });
    },
    refused: "It notes what has become of a mail.",
  },
  recordOpening: {
    tells: "invitations.open",
    deed: async (world) => {
      const { answer } = await grace(world);
      return () => recordOpening(answer);
    },
    refused: "Anybody may look: whoever is not the invitee is not noted.",
  },
  askForLink: {
    tells: "invitations.ask",
    deed: async (world) => {
      const { invitationId, answer } = await grace(world);
      const ago = sql`now() - interval '1 hour'`;
      await world.db.update(invitations).set({ expiresAt: ago }).where(eq(invitations.id, invitationId));
      return () => askForLink(answer);
    },
    refused: "Its answer is always the same.",
  },
  acceptInvitation: {
    tells: "invitations.accept",
    deed: async (world) => {
      const { answer } = await grace(world);
      return () => acceptInvitation(answer);
    },
    refused: async (world) => {
      const answer = await ofSomebodyElse(world);
      return () => acceptInvitation(answer);
    },
  },
  declineInvitation: {
    tells: "invitations.decline",
    deed: async (world) => {
      const { answer } = await grace(world);
      return () => declineInvitation({ ...answer, reason: "I have moved on." });
    },
    refused: async (world) => {
      const answer = await ofSomebodyElse(world);
      return () => declineInvitation(answer);
    },
  },
  deleteInvitations: {
    tells: "invitations.delete",
    rows: 2,
    deed: async (world) => {
      const invitationIds = await two(world);
      const ctx = await alex(world);
      return () => deleteInvitations({ ctx, input: { invitationIds } });
    },
  },
  leaveOrganization: {
    tells: "memberships.end",
    deed: async (world) => {
      await acceptInvitation((await grace(world)).answer);
      const session = await world.session("grace");
      return () => leaveOrganization({ ...at(world), session, organizationId: world.places.acme.id });
    },
    refused: async (world) => {
      const session = await world.session("sam");
      return () => leaveOrganization({ ...at(world), session, organizationId: world.places.acme.id });
    },
  },
};

const grace = (world: World) => world.invited("alex", "acme", "grace");

async function ofSomebodyElse(world: World) {
  const { answer } = await grace(world);
  return { ...answer, session: await world.session("linus") };
}

async function two(world: World): Promise<string[]> {
  const [one, another] = [await grace(world), await world.invited("alex", "acme", "linus")];
  return [one.invitationId, another.invitationId];
}
