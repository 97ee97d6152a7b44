import type { Cost } from "@/db/limits/limits";
import { type Actor, type RequestContext, topLevelOrganizationOf } from "@/db/request-context";
import { mailboxOf } from "@/db/users/mailbox";
import type { Profile } from "@/db/users/profile";

/** What creating an account counts toward the limits, with the email to its address. */
export function creationCosts(ctx: RequestContext, email: string): Cost[] {
  return [
    ["users-of-organization", ctx.organization.id, 1],
    // Administrators could otherwise create child organizations to create more accounts.
    ["users-of-top-level-organization", topLevelOrganizationOf(ctx).id, 1],
    ...emailCosts(ctx, [email]),
  ];
}

/**
 * What changing an account's profile counts toward the limits, because each change sends emails to its addresses and reserves
 * the old username for 90 days in the whole tree. Each actor has their own limits or a share of one, so that nobody can keep
 * others from undoing a change.
 */
export function profileChangeCosts(
  ctx: RequestContext,
  userId: string,
  { before, after }: { readonly before: Profile; readonly after: Profile },
): Cost[] {
  const isRename = before.username !== after.username;
  const isNewAddress = before.email !== after.email;
  if (!isRename && !isNewAddress) return [];
  return [
    ["profile-changes", ctx.actor.id, 1],
    ...(isRename ? [["username-changes", `${ctx.actor.id}/${userId}`, 1] as const] : []),
    ...(isNewAddress ? [["email-changes", `${ctx.actor.id}/${userId}`, 1] as const] : []),
    ...costsByAddress("account-emails", ctx.actor.id, [
      isNewAddress ? before.email : null,
      isRename ? after.email : null,
    ]),
    // Like creating an account with it. Many accounts with a stranger's address could otherwise be invited.
    ...(isNewAddress ? emailCosts(ctx, [after.email]) : []),
  ];
}

/**
 * What emails to these addresses count toward the limits. Each top-level organization has its own limits, together with the
 * organizations below it, so that it can't use up those of another one or of the root. Each actor has a share of it, so that
 * nobody can use it up for their colleagues.
 */
export function emailCosts(ctx: RequestContext, addresses: readonly (string | null)[]): Cost[] {
  return [
    ...costsByAddress("account-emails-of-actor", ctx.actor.id, addresses),
    ...costsByAddress("account-emails", topLevelOrganizationOf(ctx).id, addresses),
  ];
}

/**
 * What an email to the actor costs that they cause themselves: about a change of their password, or a test. Accounts whose
 * address isn't confirmed count together, because somebody can give many of them the address of a stranger.
 * @param root the handle of the tree
 */
export function ownNoticeCosts(
  actor: Pick<Actor, "id" | "email" | "hasConfirmedAddress">,
  root: string,
): Cost[] {
  return noticeCosts(actor.hasConfirmedAddress ? actor.id : root, actor.email);
}

/**
 * What an email costs that tells an account of a change. Each person who makes such changes counts for themselves, so that
 * nobody can keep others from making them.
 * @param causedBy the id of who makes the change
 */
export function noticeCosts(causedBy: string, address: string | null): Cost[] {
  return costsByAddress("account-emails", causedBy, [address]);
}

function costsByAddress(
  limit: "account-emails" | "account-emails-of-actor",
  causedBy: string,
  addresses: readonly (string | null)[],
): Cost[] {
  return addresses.flatMap((address): Cost[] =>
    address ? [[limit, `${causedBy}/${mailboxOf(address)}`, 1]] : [],
  );
}
