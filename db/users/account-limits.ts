import type { Cost } from "@/db/limits/limits";
import type { RequestContext } from "@/db/request-context";
import type { Profile } from "@/db/users/profile";
import { parseEmailAddress } from "@/lib/email-address";

/** What creating an account costs, with the email to its address. */
export function creationCosts(ctx: RequestContext, email: string): Cost[] {
  return [["users-of-organization", ctx.organization.id, 1], ...emailCosts(ctx, [email])];
}

/**
 * What changing an account's profile costs. Each change sends emails to its addresses, and reserves the old username for 90
 * days in the whole tree.
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
    ...(isRename ? [["username-changes", userId, 1] as const] : []),
    ...(isNewAddress ? [["email-changes", userId, 1] as const] : []),
    ...emailCosts(ctx, [isNewAddress ? before.email : null, isRename ? after.email : null]),
  ];
}

/** What emails to these addresses cost. Each tree counts for itself, so that no other tenant can use up an address. */
export function emailCosts(ctx: RequestContext, addresses: readonly (string | null)[]): Cost[] {
  return addresses.flatMap((address): Cost[] =>
    address ? [["account-emails", `${ctx.organization.rootId}/${mailboxOf(address)}`, 1]] : [],
  );
}

/** Most mail servers ignore the case of an address, and what follows a plus. */
function mailboxOf(address: string): string {
  return (parseEmailAddress(address) ?? address).toLowerCase().replace(/\+[^@]*@/, "@");
}
