import type { NavigationItem } from "@/components/frame/main-navigation";
import type { PalettePage } from "@/components/frame/palette-items";
import { canViewBulkActions } from "@/db/bulk-actions/list";
import { can, type RequestContext } from "@/db/request-context";
import { INVITE_HASH } from "@/lib/invitations";
import type { Permission } from "@/lib/permissions";
import { ACCOUNT, consolePath, MY_ORGANIZATIONS, type Scope } from "./paths";

type Entry<Id> = { readonly id: Id; readonly page: string; readonly needs?: readonly Permission[] };

const SECTIONS: readonly Entry<NavigationItem["id"]>[] = [
  { id: "overview", page: "" },
  { id: "users", page: "/users", needs: ["users.view"] },
  { id: "groups", page: "/groups", needs: ["groups.view"] },
  { id: "roles", page: "/roles", needs: ["roles.view"] },
  { id: "organizations", page: "/organizations", needs: ["organizations.view"] },
  { id: "auditLog", page: "/audit", needs: ["audit.view"] },
  { id: "settings", page: "/settings", needs: ["settings.view"] },
];

/** Below a root organization, into which nobody is invited. */
const INVITING: readonly Entry<PalettePage["id"]>[] = [
  { id: "invite", page: INVITE_HASH, needs: ["invitations.create"] },
  { id: "bulkInvite", page: "/users/bulk-invite", needs: ["invitations.create"] },
];

const CREATING: readonly Entry<PalettePage["id"]>[] = [
  { id: "createUser", page: "/users/new", needs: ["users.create"] },
  { id: "createGroup", page: "/groups/new", needs: ["groups.view", "groups.create"] },
  { id: "createRole", page: "/roles/new", needs: ["roles.view", "roles.create"] },
  {
    id: "createOrganization",
    page: "/organizations/new",
    needs: ["organizations.create", "organizations.enter"],
  },
];

/** The sections of the console that the viewer can see. */
export function sectionsOf(ctx: RequestContext, scope: Scope) {
  return SECTIONS.filter((entry) => isAllowed(ctx, entry)).map(({ id, page }) => ({
    id,
    href: consolePath(scope, page),
  }));
}

/** The other pages that the viewer can use, for the command palette. */
export function otherPages(ctx: RequestContext, scope: Scope): PalettePage[] {
  const isBelowRoot = ctx.organization.parent !== null;
  return [
    ...(isBelowRoot && can(ctx, "invitations.view")
      ? [{ id: "invitations" as const, href: consolePath(scope, "/users/invitations") }]
      : []),
    ...(isBelowRoot && canViewBulkActions(ctx)
      ? [{ id: "bulkActions" as const, href: consolePath(scope, "/users/bulk-actions") }]
      : []),
    { id: "account", href: ACCOUNT },
    { id: "myOrganizations", href: MY_ORGANIZATIONS },
  ];
}

/** The pages on which the viewer can invite or create something, for the command palette. */
export function actionPages(ctx: RequestContext, scope: Scope): PalettePage[] {
  return [...(ctx.organization.parent ? INVITING : []), ...CREATING]
    .filter((entry) => isAllowed(ctx, entry))
    .map(({ id, page }) => ({ id, href: consolePath(scope, page) }));
}

function isAllowed(ctx: RequestContext, { needs = [] }: Pick<Entry<string>, "needs">): boolean {
  return needs.every((permission) => can(ctx, permission));
}
