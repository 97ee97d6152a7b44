import { consolePath, scopeOf } from "@/app/_server/paths";
import type { ActivityLinks } from "@/components/overview/activity-list";
import type { OverviewHrefs } from "@/components/overview/hrefs";
import { can, type RequestContext } from "@/db/request-context";
import type { Permission } from "@/lib/permissions";
import { subjectPath } from "./subject-path";

/** Where the overview leads the viewer. */
export function overviewHrefs(ctx: RequestContext): OverviewHrefs {
  const path = (page: string) => consolePath(scopeOf(ctx), page);
  const pathIf = (page: string, ...needed: Permission[]) =>
    needed.every((permission) => can(ctx, permission)) ? path(page) : null;
  return {
    users: path("/users"),
    invitations: path("/users/invitations"),
    organizations: path("/organizations"),
    auditLog: pathIf("/audit", "audit.view"),
    newRole: pathIf("/roles/new", "roles.view", "roles.create"),
    newGroup: pathIf("/groups/new", "groups.view", "groups.create"),
    newUser: pathIf("/users/new", "users.create"),
    newOrganization: pathIf("/organizations/new", "organizations.create"),
    openOrganization: pathIf("/organizations", "organizations.view", "organizations.enter"),
    settings: pathIf("/settings", "settings.view", "settings.edit"),
  };
}

/** The pages of those and that which the activity names. It has only events that the viewer can see. */
export function activityLinks(ctx: RequestContext): ActivityLinks {
  const scope = scopeOf(ctx);
  return {
    userHrefOf: can(ctx, "users.view") ? (id) => consolePath(scope, `/users/${id}`) : null,
    subjectHrefOf: (page, id) => subjectPath(ctx, page, id),
    childHrefOf: ({ id }) => consolePath({ ...scope, orgId: id }),
  };
}
