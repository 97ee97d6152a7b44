import type { Session } from "@/db/sessions/session";
import type { Permission } from "@/lib/permissions";
import type { Database } from "./client";

/** Who acts, in which organization, with which permissions, from which address. From `findContext`; every command takes it. */
export type RequestContext = {
  readonly db: Database;
  /** Null for a bulk action, which continues without the actor's session. */
  readonly session: Session | null;
  readonly actor: Actor;
  readonly organization: Organization;
  readonly permissions: ReadonlySet<Permission>;
  /** The ancestor that lets the actor in as an administrator; null if the actor has permissions here as a member. */
  readonly actingFrom: OrganizationRef | null;
  readonly address: string;
};

export type Actor = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  /** Whether they get an email when someone they invited accepts or declines. */
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
  /** Root first, without the organization itself. `enterable`: the actor has permissions there. */
  readonly ancestors: readonly (OrganizationRef & { readonly enterable: boolean })[];
};

export type OrganizationRef = { readonly id: string; readonly name: string };

export function can(ctx: Pick<RequestContext, "permissions">, permission: Permission): boolean {
  return ctx.permissions.has(permission);
}
