import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { type Access, findContext } from "@/db/access/find-context";
import { NotFound } from "@/db/errors";
import { can, type RequestContext } from "@/db/request-context";
import type { Permission } from "@/lib/permissions";
import { noteRequest } from "./current-request";
import { getDb } from "./database";
import { consolePath, myOrganizationsPath, type Scope, signInPath } from "./paths";
import { remoteAddress } from "./request";
import { readSession } from "./session";

/** The viewer's access to an organization, read once per page. */
export const findAccess = cache(async (root: string, organizationId: string): Promise<Access> => {
  const [session, address] = await Promise.all([readSession(), remoteAddress()]);
  const access = await findContext({ db: getDb(), session, root, organizationId, address });
  if (access.state === "open") noteRequest({ organizationId: access.ctx.organization.id });
  return access;
});

/**
 * The context of a console page. Viewers without access are redirected to sign-in or to their organizations, or get the "not
 * found" page, which is the same for other people's organizations and missing ones.
 */
export async function guardPage(
  params: Promise<Scope>,
  ...needed: readonly Permission[]
): Promise<RequestContext> {
  const scope = await params;
  const access = await findAccess(scope.root, scope.orgId);
  if (access.state === "signed-out" && access.organization) redirect(signInPath(scope, await currentPath()));
  if (access.state === "inactive") redirect(consolePath(scope, "/inactive"));
  if (access.state === "no-rights") redirect(myOrganizationsPath(scope.orgId));
  if (access.state !== "open") notFound();
  const { ctx } = access;
  if (!needed.every((permission) => can(ctx, permission))) notFound();
  return ctx;
}

/** `guardPage` for a page about invitations. A root organization has none, because it has no parent to invite from. */
export async function guardInvitationsPage(
  params: Promise<Scope>,
  ...needed: readonly Permission[]
): Promise<RequestContext> {
  const ctx = await guardPage(params, ...needed);
  if (!ctx.organization.parent) notFound();
  return ctx;
}

/** The result of a query, or the "not found" page if it throws NotFound. */
export async function orNotFound<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
}

/** Path and query of the request, which `proxy.ts` puts into a header. */
async function currentPath(): Promise<string> {
  return (await headers()).get("x-usher-path") ?? "/";
}
