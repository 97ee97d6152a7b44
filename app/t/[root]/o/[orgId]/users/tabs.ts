import { getTranslations } from "next-intl/server";
import { consolePath, scopeOf } from "@/app/_server/paths";
import type { TabItem } from "@/components/frame/page-header";
import { canViewBulkActions } from "@/db/bulk-actions/list";
import { can, type RequestContext } from "@/db/request-context";

/** A root organization has no invitations, so it has no tabs. */
export async function userTabs(
  ctx: RequestContext,
  current: "users" | "invitations" | "bulk-actions",
): Promise<TabItem[]> {
  if (!ctx.organization.parent) return [];
  const scope = scopeOf(ctx);
  const t = await getTranslations("users.tabs");
  const tabs = [
    { name: "users", href: consolePath(scope, "/users"), shown: can(ctx, "users.view") },
    {
      name: "invitations",
      href: consolePath(scope, "/users/invitations"),
      shown: can(ctx, "invitations.view"),
    },
    {
      name: "bulk-actions",
      href: consolePath(scope, "/users/bulk-actions"),
      shown: canViewBulkActions(ctx),
    },
  ] as const;
  return tabs
    .filter((tab) => tab.shown)
    .map(({ name, href }) => ({ label: t(name), href, current: name === current }));
}
