import type { Permission } from "@/lib/permissions";
import type { Access } from "./actors";
import { type Ids, isRoot, type OrganizationName } from "./organizations";

/** The status, or where the page redirects to. */
export type PageResult = 200 | 404 | `to ${string}`;
type Row = (request: {
  access: Access;
  organization: OrganizationName;
  ids: Ids;
  path: string;
}) => PageResult;

/** The expected result of each page for each actor. Pages of a group or role are opened with one of the same organization. */
export const PAGES: Readonly<Record<string, Row>> = {
  "/": ({ access }) => (isSignedIn(access) ? "to somewhere" : 200),
  "/my-organizations": ({ access }) => (isSignedIn(access) ? 200 : "to /"),
  "/account": ({ access }) => (isSignedIn(access) ? 200 : "to /"),
  "/help": () => 200,
  "/help/parent-users": () => 200,
  "/help/permissions": () => 200,
  "/help/missing-emails": () => 200,
  "/.well-known/change-password": () => "to /account",
  "/set-password/[[...link]]": () => 200, // without a link; other tests check those with one
  "/accept/[[...token]]": () => 200, // without a link; other tests check those with one
  "/welcome/[orgId]": () => 404, // for all but new members; a story opens it as one
  "/t/[root]": () => "to somewhere", // handles are public
  "/t/[root]/o/[orgId]": (request) => consolePage(request),
  "/t/[root]/o/[orgId]/groups": needs("groups.view"),
  "/t/[root]/o/[orgId]/groups/[groupId]": needs("groups.view"),
  "/t/[root]/o/[orgId]/groups/[groupId]/edit": needs("groups.view", "groups.edit"),
  "/t/[root]/o/[orgId]/groups/new": needs("groups.view", "groups.create"),
  "/t/[root]/o/[orgId]/organizations": needs("organizations.view"),
  "/t/[root]/o/[orgId]/organizations/[childId]": needs("organizations.view", "organizations.enter"), // or permissions there
  "/t/[root]/o/[orgId]/organizations/new": needs("organizations.create", "organizations.enter"),
  "/t/[root]/o/[orgId]/roles": needs("roles.view"),
  "/t/[root]/o/[orgId]/roles/[roleId]": needs("roles.view"),
  "/t/[root]/o/[orgId]/roles/[roleId]/edit": needs("roles.view", "roles.edit"),
  "/t/[root]/o/[orgId]/roles/new": needs("roles.view", "roles.create"),
  "/t/[root]/o/[orgId]/audit": needs("audit.view"),
  "/t/[root]/o/[orgId]/audit/export": needs("audit.view"),
  "/t/[root]/o/[orgId]/settings": needs("settings.view"),
  "/t/[root]/o/[orgId]/settings/email-preview": needs("settings.view"),
  "/t/[root]/o/[orgId]/users": needs("users.view"),
  "/t/[root]/o/[orgId]/users/[userId]": needs("users.view"),
  "/t/[root]/o/[orgId]/users/[userId]/edit": needs("users.edit"),
  "/t/[root]/o/[orgId]/users/export": needs("users.view"),
  "/t/[root]/o/[orgId]/users/new": needs("users.create"),
  "/t/[root]/o/[orgId]/users/invitations": belowRoot(needs("invitations.view")),
  "/t/[root]/o/[orgId]/users/invitations/export": belowRoot(needs("invitations.view")),
  "/t/[root]/o/[orgId]/users/invitations/[invitationId]": belowRoot(needs("invitations.view")),
  "/t/[root]/o/[orgId]/users/bulk-invite": belowRoot(needs("invitations.create")),
  "/t/[root]/o/[orgId]/users/bulk-actions": belowRoot(
    needsAny("invitations.view", "invitations.create", "invitations.send", "invitations.delete"),
  ),
  "/t/[root]/o/[orgId]/users/bulk-actions/[bulkActionId]": belowRoot(needs("invitations.view")), // or if it is their own
  "/t/[root]/o/[orgId]/users/bulk-actions/[bulkActionId]/export": belowRoot(needs("invitations.view")),
  "/t/[root]/o/[orgId]/[...missing]": (request) => {
    const result = consolePage(request);
    return result === 200 ? 404 : result;
  },
  "/t/[root]/o/[orgId]/inactive": ({ ids }) => `to /t/${ids.root}/o/${ids.orgId}`, // which checks the rest
  "/t/[root]/o/[orgId]/forgot-password": ({ access }) =>
    access === "foreign" || access === "absent" ? 404 : 200,
  "/t/[root]/o/[orgId]/sign-in": ({ access, ids }) => {
    if (access === "signed out") return 200;
    if (access === "foreign" || access === "absent") return 404;
    return access === "no rights"
      ? `to /my-organizations?at=${ids.orgId}`
      : `to /t/${ids.root}/o/${ids.orgId}`;
  },
  "/api/assets/[...path]": () => 404, // no build has this file
  "/api/brand/[color]": () => 404, // this isn't a color
  "/api/health": () => 200,
  "/api/metrics": () => 404, // without METRICS_TOKEN
  "/api/health/live": () => 200,
  "/api/health/ready": () => 200,
  "/api/auth/[...nextauth]": () => 200,
};

/** The path of a pattern with these ids. */
export function pathOf(pattern: string, ids: Ids): string {
  return pattern
    .replace(/\/\[\[\.\.\.\w+\]\]/, "")
    .replace("[...nextauth]", "session")
    .replace("[...missing]", "nothing/here")
    .replace(
      /\[(root|orgId|groupId|roleId|userId|childId|invitationId|bulkActionId)\]/g,
      (_, name: keyof Ids) => ids[name],
    );
}

function needs(...permissions: Permission[]): Row {
  return (request) => consolePage(request, permissions);
}

/** Root organizations have no invitations, because they have no parent. */
function belowRoot(row: Row): Row {
  return (request) => {
    const result = row(request);
    return result === 200 && isRoot(request.organization) ? 404 : result;
  };
}

function needsAny(...permissions: Permission[]): Row {
  return (request) => {
    const { access } = request;
    const granted = permissions.find((permission) => typeof access !== "string" && access.has(permission));
    return consolePage(request, [granted ?? permissions[0] ?? "invitations.view"]);
  };
}

function consolePage(
  { access, ids, path }: Parameters<Row>[0],
  permissions: readonly Permission[] = [],
): PageResult {
  switch (access) {
    case "signed out":
      return `to /t/${ids.root}/o/${ids.orgId}/sign-in?${new URLSearchParams({ next: path })}`;
    case "no rights":
      return `to /my-organizations?at=${ids.orgId}`;
    case "foreign":
    case "absent":
      return 404;
    default:
      return permissions.every((permission) => access.has(permission)) ? 200 : 404;
  }
}

function isSignedIn(access: Access): boolean {
  return access !== "signed out" && access !== "absent";
}
