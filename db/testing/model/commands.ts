import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { acceptInvitation } from "@/db/invitations/accept";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { beginDelivery, settleDelivery } from "@/db/invitations/deliver";
import { inviteUsers } from "@/db/invitations/invite";
import { requestNewLink } from "@/db/invitations/request-new-link";
import { resend } from "@/db/invitations/resend";
import type { InvitationResponse } from "@/db/invitations/respond";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { keys } from "@/db/testing/link-keys";
import { disableUser } from "@/db/users/disable";
import { enableUser } from "@/db/users/enable";
import { removeUser } from "@/db/users/remove";
import { type History, INVITEES, type Joinable } from "./history";

/** Something that somebody does with regard to one of the invitees and one of the organizations. */
export type Command = {
  readonly what: CommandName;
  readonly organization: Joinable;
  readonly invitee: (typeof INVITEES)[number];
  /** Done by somebody who has switched here from the root, not by the organization's own administrator. */
  readonly fromAbove: boolean;
  /** Which link, counted from the last; how many groups. */
  readonly which: number;
};

export type CommandName = keyof typeof COMMANDS;

/** Does it, and counts what was answered. @throws as the verb does */
export async function runCommand(history: History, deed: Command): Promise<void> {
  await COMMANDS[deed.what](history, deed);
}

const COMMANDS = {
  async invite(history: History, deed: Command) {
    const usernames = deed.fromAbove ? [...INVITEES] : INVITEES.toReversed();
    const input = { usernames, groupIds: chosenGroups(history, deed), requestId: randomUUID() };
    const outcomes = await inviteUsers({ ctx: contextOf(history, deed), input });
    history.count("invitations.create", outcomes.filter(({ outcome }) => outcome === "invited").length);
  },
  async mail(history: History, deed: Command) {
    const { db } = history.scenario;
    const invitationId = await pendingOf(history, deed);
    const sending = await beginDelivery({ db, keys, invitationId });
    if (!sending || "held" in sending) return;
    history.links.push({ ...deed, invitationId, sending: sending.sending, link: sending.link });
    await settleDelivery({ db, invitationId, sending: sending.sending, outcome: { sent: true } });
  },
  async "send again"(history: History, deed: Command) {
    const input = { invitationIds: [await pendingOf(history, deed)] };
    const [told] = await resend({ ctx: contextOf(history, deed), input });
    if (told?.outcome === "sent") history.count("invitations.resend");
  },
  async delete(history: History, deed: Command) {
    const input = { invitationIds: [await pendingOf(history, deed)] };
    history.count("invitations.delete", await deleteInvitations({ ctx: contextOf(history, deed), input }));
  },
  async "change groups"(history: History, deed: Command) {
    const input = { invitationId: await pendingOf(history, deed), groupIds: chosenGroups(history, deed) };
    await changeInvitationGroups({ ctx: contextOf(history, deed), input });
  },
  async expire(history: History, deed: Command) {
    await history.scenario.db.execute(sql`
      update invitations set expires_at = clock_timestamp()
      where id = ${await pendingOf(history, deed)} and status = 'pending' and expires_at is not null`);
  },
  async accept(history: History, deed: Command) {
    await acceptInvitation(await answerOf(history, deed));
    history.count("invitations.accept");
  },
  async decline(history: History, deed: Command) {
    await declineInvitation(await answerOf(history, deed));
    history.count("invitations.decline");
  },
  async "ask for a link"(history: History, deed: Command) {
    await requestNewLink(await answerOf(history, deed));
  },
  async remove(history: History, deed: Command) {
    const input = { userId: history.scenario.userId(deed.invitee) };
    await removeUser({ ctx: contextOf(history, deed), input });
  },
  async disable(history: History, deed: Command) {
    await disableUser({ ctx: history.above, input: { userId: history.scenario.userId(deed.invitee) } });
    history.count("users.disable");
  },
  async enable(history: History, deed: Command) {
    await enableUser({ ctx: history.above, input: { userId: history.scenario.userId(deed.invitee) } });
    history.count("users.enable");
  },
  async "disable the organization"(history: History) {
    await disableOrganization({
      ctx: history.above,
      input: { organizationId: history.scenario.organizations.acme.id },
    });
    history.count("organizations.disable");
  },
  async "enable the organization"(history: History) {
    await enableOrganization({
      ctx: history.above,
      input: { organizationId: history.scenario.organizations.acme.id },
    });
    history.count("organizations.enable");
  },
};

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[]; // its keys, no more

function contextOf(history: History, { organization, fromAbove }: Command) {
  return history.context(organization, fromAbove);
}

function chosenGroups(history: History, { organization, which }: Command) {
  return history.groupIds(organization).slice(0, which);
}

/** The pending invitation, or the id of none. */
async function pendingOf({ scenario }: History, { organization, invitee }: Command): Promise<string> {
  const [row] = await scenario.db.execute<{ id: string }>(sql`
    select id from invitations
    where organization_id = ${scenario.organizations[organization].id} and user_id = ${scenario.userId(invitee)} and status = 'pending'`);
  return row?.id ?? randomUUID();
}

async function answerOf(
  { scenario, links }: History,
  { organization, invitee, which }: Command,
): Promise<InvitationResponse> {
  const theirs = links.filter((sent) => sent.organization === organization && sent.invitee === invitee);
  const link = theirs.at(-1 - which)?.link ?? theirs.at(-1)?.link;
  return { db: scenario.db, session: await scenario.session(invitee), link, address: "192.0.2.1" };
}
