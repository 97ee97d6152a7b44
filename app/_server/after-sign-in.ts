import { findContext } from "@/db/access/find-context";
import type { Session } from "@/db/sessions/session";
import { getDb } from "./database";
import { consolePath, myOrganizationsPath, type Scope } from "./paths";

/**
 * Where an action leads that wants to lead to `path`: somebody for whom there is nothing to manage in the organization
 * would be led on from its console. That is foreseen here, because a redirect that ends in a redirect shows an empty
 * page in between.
 */
export async function afterSignIn(path: string, scope: Scope, session: Session): Promise<string> {
  const home = consolePath(scope);
  if (path !== home && !path.startsWith(`${home}/`)) return path;
  const access = await findContext({
    db: getDb(),
    session,
    root: scope.root,
    organizationId: scope.orgId,
    address: "",
  });
  return access.state === "no-rights" ? myOrganizationsPath(scope.orgId) : path;
}
