import { type Cause, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { Invalid } from "@/db/errors";
import { insertInvitations } from "@/db/invitations/insert";
import type { Rejection } from "@/db/invitations/types";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import type { RequestContext } from "@/db/request-context";
import { insertUser } from "@/db/users/insert";
import { normalizeUsername } from "@/lib/usernames";

type FirstAdministrator = {
  readonly username: string;
  readonly personName: string;
  readonly email: string;
};

/**
 * Inserts the account of a new organization's first administrator, managed by that organization, and queues the email with
 * the link to set the password. Checks no permissions.
 * @param cause who creates the organization; its `organizationId` is the new organization's
 * @throws Invalid at `username` or `email`
 */
export async function insertFirstAdministrator(
  tx: Transaction,
  cause: Cause,
  administratorsGroupId: string,
  { username, personName, email }: FirstAdministrator,
): Promise<void> {
  const { organizationId } = cause;
  const userId = await insertUser(tx, {
    organizationId,
    username,
    name: personName,
    email,
    password: null,
    groupIds: [administratorsGroupId],
  });
  await queuePasswordLink(tx, userId);
  await record(tx, cause, {
    action: "users.create",
    subject: { id: userId, name: normalizeUsername(username) },
    details: { groups: ["Administrators"] },
  });
}

type Invitation = { readonly invitee: string; readonly groupIds: string[]; readonly requestId: string };

/**
 * Invites the first administrator of a new organization. Checks no permissions.
 * @param child the actor's context in the new organization
 * @throws NotInvited if the invitation has another outcome than "invited"
 */
export async function inviteFirstAdministrator(
  tx: Transaction,
  child: RequestContext,
  { invitee, groupIds, requestId }: Invitation,
): Promise<void> {
  const parent = child.organization.parent;
  if (!parent) throw new Error("A child organization has a parent.");
  const request = { sets: [{ usernames: [invitee], groupIds }], requestId, parentId: parent.id };
  const [invited] = await insertInvitations(tx, child, request);
  if (invited && invited.outcome !== "invited") throw new NotInvited(invited.outcome, parent.name);
}

/** Invalid at the field `invitee`. */
export class NotInvited extends Invalid {
  constructor(
    readonly outcome: Rejection,
    parent: string,
  ) {
    super({ invitee: { code: "not-invited", outcome, parent } });
  }
}
