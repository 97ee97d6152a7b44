import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { acceptInvitation } from "@/db/invitations/accept";
import { changeInvitationGroups } from "@/db/invitations/change-groups";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { beginDelivery, settleDelivery } from "@/db/invitations/deliver";
import { inviteUsers } from "@/db/invitations/invite";
import { requestNewLink } from "@/db/invitations/request-new-link";
import { resendInvitations } from "@/db/invitations/resend";
import type { InvitationResponse } from "@/db/invitations/respond";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { keys } from "@/db/testing/link-keys";
import { disableUser } from "@/db/users/disable";
import { enableUser } from "@/db/users/enable";
import { removeUser } from "@/db/users/remove";
import { type History, INVITEES, type OrganizationName } from "./history";

/** A command of the model with its arguments. Each command uses only the fields that it needs. */
export type Command = {
  readonly name: CommandName;
  readonly organization: OrganizationName;
  readonly invitee: (typeof INVITEES)[number];
  /** Whether an administrator of the root organization runs it after switching, instead of the organization's own. */
  readonly byRoot: boolean;
  /** Which of the links that the invitee got, where 0 is the latest. */
  readonly link: number;
  /** How many of the organization's groups to choose. */
  readonly groups: number;
};

export type CommandName = keyof typeof COMMANDS;

/** Runs a command and counts the changes that it reports. @throws any error of the command */
export async function runCommand(history: History, command: Command): Promise<void> {
  await COMMANDS[command.name](history, command);
}

const COMMANDS = {
  async invite(history: History, command: Command) {
    const usernames = command.byRoot ? [...INVITEES] : INVITEES.toReversed();
    const input = { usernames, groupIds: chosenGroups(history, command), requestId: randomUUID() };
    const outcomes = await inviteUsers({ ctx: contextOf(history, command), input });
    history.count("invitations.create", outcomes.filter(({ outcome }) => outcome === "invited").length);
  },
  async "send email"(history: History, command: Command) {
    const { db } = history.scenario;
    const invitationId = await pendingOf(history, command);
    const delivery = await beginDelivery({ db, keys, invitationId });
    if (!delivery || "deferReason" in delivery) return;
    const { sending, link } = delivery;
    const { organization, invitee } = command;
    history.links.push({ invitationId, organization, invitee, sending, link });
    await settleDelivery({ db, invitationId, sending, outcome: { sent: true } });
  },
  async resend(history: History, command: Command) {
    const input = { invitationIds: [await pendingOf(history, command)] };
    const [resent] = await resendInvitations({ ctx: contextOf(history, command), input });
    if (resent?.outcome === "sent") history.count("invitations.resend");
  },
  async delete(history: History, command: Command) {
    const input = { invitationIds: [await pendingOf(history, command)] };
    const deleted = await deleteInvitations({ ctx: contextOf(history, command), input });
    history.count("invitations.delete", deleted);
  },
  async "change groups"(history: History, command: Command) {
    const invitationId = await pendingOf(history, command);
    const input = { invitationId, groupIds: chosenGroups(history, command) };
    await changeInvitationGroups({ ctx: contextOf(history, command), input });
  },
  async expire(history: History, command: Command) {
    await history.scenario.db.execute(sql`
      update invitations
      set expires_at = clock_timestamp()
      where id = ${await pendingOf(history, command)} and status = 'pending' and expires_at is not null`);
  },
  async accept(history: History, command: Command) {
    await acceptInvitation(await responseOf(history, command));
    history.count("invitations.accept");
  },
  async decline(history: History, command: Command) {
    await declineInvitation(await responseOf(history, command));
    history.count("invitations.decline");
  },
  async "request new link"(history: History, command: Command) {
    await requestNewLink(await responseOf(history, command));
  },
  async remove(history: History, command: Command) {
    const input = { userId: history.scenario.userId(command.invitee) };
    await removeUser({ ctx: contextOf(history, command), input });
  },
  async disable(history: History, command: Command) {
    const input = { userId: history.scenario.userId(command.invitee) };
    await disableUser({ ctx: history.rootContext, input });
    history.count("users.disable");
  },
  async enable(history: History, command: Command) {
    const input = { userId: history.scenario.userId(command.invitee) };
    await enableUser({ ctx: history.rootContext, input });
    history.count("users.enable");
  },
  async "disable the organization"(history: History) {
    const input = { organizationId: history.scenario.organizations.acme.id };
    await disableOrganization({ ctx: history.rootContext, input });
    history.count("organizations.disable");
  },
  async "enable the organization"(history: History) {
    const input = { organizationId: history.scenario.organizations.acme.id };
    await enableOrganization({ ctx: history.rootContext, input });
    history.count("organizations.enable");
  },
};

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[]; // Object.keys returns string[]

function contextOf(history: History, { organization, byRoot }: Command) {
  return history.context(organization, byRoot);
}

function chosenGroups(history: History, { organization, groups }: Command) {
  return history.groupIds(organization).slice(0, groups);
}

/** The id of the pending invitation, or an id that doesn't exist. */
async function pendingOf({ scenario }: History, { organization, invitee }: Command): Promise<string> {
  const [row] = await scenario.db.execute<{ id: string }>(sql`
    select id
    from invitations
    where organization_id = ${scenario.organizations[organization].id}
      and user_id = ${scenario.userId(invitee)}
      and status = 'pending'`);
  return row?.id ?? randomUUID();
}

async function responseOf({ scenario, links }: History, command: Command): Promise<InvitationResponse> {
  const own = links.filter(
    ({ organization, invitee }) => organization === command.organization && invitee === command.invitee,
  );
  const link = own.at(-1 - command.link)?.link ?? own.at(-1)?.link;
  return { db: scenario.db, session: await scenario.session(command.invitee), link, address: "192.0.2.1" };
}
