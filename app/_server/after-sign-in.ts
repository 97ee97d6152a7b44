import { findContext } from "@/db/access/find-context";
import type { Session } from "@/db/sessions/session";
import { getDb } from "./database";
import { consolePath, myOrganizationsPath, type Scope } from "./paths";

/**
 * The page to open after signing in: `path`, or My organizations if the user has no permissions in the organization. The
 * console would redirect there, too, but a second redirect after an action shows an empty page in between.
 */
export async function pathAfterSignIn(path: string, scope: Scope, session: Session): Promise<string> {
  const home = consolePath(scope);
  if (path !== home && !path.startsWith(`${home}/`)) return path;
  const access = await findContext({
    db: getDb(),
    session,
    root: scope.root,
    organizationId: scope.orgId,
    address: "", // only for the audit log, and nothing is recorded here
  });
  return access.state === "no-rights" ? myOrganizationsPath(scope.orgId) : path;
}
