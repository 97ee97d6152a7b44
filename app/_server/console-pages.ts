import type { NavigationItem } from "@/components/frame/main-navigation";
import type { PalettePage } from "@/components/frame/palette-items";
import { canViewBulkActions } from "@/db/bulk-actions/list";
import { can, type RequestContext } from "@/db/request-context";
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

const BELOW_ROOT: readonly Entry<PalettePage["id"]>[] = [
  { id: "invitations", page: "/users/invitations", needs: ["invitations.view"] },
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
  const bulkActions: typeof BELOW_ROOT = canViewBulkActions(ctx)
    ? [{ id: "bulkActions", page: "/users/bulk-actions" }]
    : [];
  const entries = [...(ctx.organization.parent ? [...BELOW_ROOT, ...bulkActions] : []), ...CREATING];
  return [
    ...entries
      .filter((entry) => isAllowed(ctx, entry))
      .map(({ id, page }) => ({ id, href: consolePath(scope, page) })),
    { id: "account", href: ACCOUNT },
    { id: "myOrganizations", href: MY_ORGANIZATIONS },
  ];
}

function isAllowed(ctx: RequestContext, { needs = [] }: Pick<Entry<string>, "needs">): boolean {
  return needs.every((permission) => can(ctx, permission));
}
