import { scopeOf } from "@/app/_server/console-page";
import { consolePath } from "@/app/_server/paths";
import type { TabItem } from "@/components/frame/page-header";
import { canViewBulkActions } from "@/db/bulk-actions/list";
import { can, type RequestContext } from "@/db/request-context";

export function userTabs(ctx: RequestContext, current: "Users" | "Invitations" | "Bulk actions"): TabItem[] {
  const scope = scopeOf(ctx);
  const tabs = [
    { label: "Users", href: consolePath(scope, "/users"), shown: can(ctx, "users.view") },
    {
      label: "Invitations",
      href: consolePath(scope, "/users/invitations"),
      shown: can(ctx, "invitations.view"),
    },
    {
      label: "Bulk actions",
      href: consolePath(scope, "/users/bulk-actions"),
      shown: canViewBulkActions(ctx),
    },
  ];
  return tabs
    .filter((tab) => tab.shown)
    .map(({ label, href }) => ({ label, href, current: label === current }));
}
