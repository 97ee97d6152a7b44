import type { Transaction } from "@/db/client";
import { Invalid } from "@/db/errors";
import { insertInvitations } from "@/db/invitations/insert";
import type { Outcome } from "@/db/invitations/types";
import type { RequestContext } from "@/db/request-context";

type Invitation = { readonly invitee: string; readonly groupIds: string[]; readonly requestId: string };

/**
 * Invites the first administrator of a new organization, as anybody is invited. Asks no permission.
 * @param below the actor at work in the new organization
 * @throws NotInvited where the ordinary invitation has another outcome
 */
export async function inviteFirstAdministrator(
  tx: Transaction,
  below: RequestContext,
  { invitee, groupIds, requestId }: Invitation,
): Promise<void> {
  const parent = below.organization.parent;
  if (!parent) throw new Error("An organization that is created below another has a parent.");
  const request = { sets: [{ usernames: [invitee], groupIds }], requestId, parentId: parent.id };
  const [invited] = await insertInvitations(tx, below, request);
  if (invited && invited.outcome !== "invited") throw new NotInvited(invited.outcome, parent.name);
}

type Why = Exclude<Outcome, "invited">;

/** With the reason in words, at the field `invitee`. */
export class NotInvited extends Invalid {
  constructor(
    readonly outcome: Why,
    parentName: string,
  ) {
    const message = WHY_NOT[outcome](parentName);
    super(message, { invitee: message });
  }
}

const WHY_NOT: Record<Why, (parent: string) => string> = {
  "not-a-user-of-parent": (parent) => `There is no such user of ${parent}. Check the spelling.`,
  "no-email": () => "This user has no e-mail address, so no invitation can reach them.",
  "account-disabled": () => "The account of this user is disabled.",
  "already-a-user": () => "This user is a user of the new organization already.",
  "already-invited": () => "This user is invited already.",
};
