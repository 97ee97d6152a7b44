import { createHash } from "node:crypto";
import { z } from "zod";
import { toJson } from "@/db/json";
import type { Session } from "@/db/sessions/session";
import type { Permission } from "@/lib/permissions";
import type { Database } from "./client";

/**
 * Who acts, in which organization, with which permissions and from which address. `findContext` creates it, and every command
 * takes it.
 */
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

export const organizationRef = z.object({ id: z.string(), name: z.string() });
export type OrganizationRef = Readonly<z.infer<typeof organizationRef>>;

export const actorRow = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  hasConfirmedAddress: z.boolean(),
  /** Whether they get an email when someone they invited accepts or declines. */
  wantsResponseEmails: z.boolean(),
  managedBy: organizationRef,
});
export type Actor = Readonly<z.infer<typeof actorRow>>;

type Organization = {
  readonly id: string;
  readonly name: string;
  readonly rootId: string;
  readonly handle: string;
  readonly invitationLifetimeHours: number;
  readonly timeZone: string;
  readonly parent: OrganizationRef | null;
  /** Root first, without the organization itself. `enterable`: whether the actor has permissions there. */
  readonly ancestors: readonly (OrganizationRef & { readonly enterable: boolean })[];
};

/** The top-level organization: this one or its ancestor that is a child of the root; in the root, the root. */
export function topLevelOrganizationOf({
  organization,
}: Pick<RequestContext, "organization">): OrganizationRef {
  const [root = organization, topLevel = root] = [...organization.ancestors, organization];
  return topLevel;
}

/** Whether the actor has the permission in the context's organization. */
export function can(ctx: Pick<RequestContext, "permissions">, permission: Permission): boolean {
  return ctx.permissions.has(permission);
}

/**
 * The id of what a request creates: a hash of the request, the actor and the organization. So a repeated request finds what
 * it has created, and nobody can choose an id.
 */
export function idForRequest({ organization, actor }: RequestContext, input: object): string {
  const hash = createHash("sha256").update(toJson([organization.id, actor.id, input]));
  const hex = hash.digest("hex");
  // RFC 9562: version 8 can be any bits, with the variant 8, 9, a or b.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
