import type { Session } from "@/db/sessions/session";
import type { Permission } from "@/lib/permissions";
import type { Database } from "./client";

/** Who acts, where, with which rights, from which address: made by `findContext`, handed to every command. */
export type RequestContext = {
  readonly db: Database;
  /** The session in which the actor works; null for a bulk action, which goes on without it. */
  readonly session: Session | null;
  readonly actor: Actor;
  readonly organization: Organization;
  readonly permissions: ReadonlySet<Permission>;
  /** The ancestor whose `organizations.enter` lets the actor in; null for one who is a member with rights here. */
  readonly actingFrom: OrganizationRef | null;
  readonly address: string;
};

export type Actor = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  /** Whether they are mailed when somebody whom they invited accepts or declines. */
  readonly wantsResponseEmails: boolean;
  readonly managedBy: OrganizationRef;
};

type Organization = {
  readonly id: string;
  readonly name: string;
  readonly rootId: string;
  readonly handle: string;
  readonly invitationLifetimeHours: number;
  readonly parent: OrganizationRef | null;
  /** The organizations above, root first, oneself not among them. */
  readonly ancestors: readonly (OrganizationRef & { readonly enterable: boolean })[];
};

export type OrganizationRef = { readonly id: string; readonly name: string };

export function can(ctx: Pick<RequestContext, "permissions">, permission: Permission): boolean {
  return ctx.permissions.has(permission);
}
