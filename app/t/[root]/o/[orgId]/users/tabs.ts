import { scopeOf } from "@/app/_server/console-page";
import { consolePath } from "@/app/_server/paths";
import type { TabItem } from "@/components/frame/page-header";
import { type Context, may } from "@/db/context";

export function userTabs(ctx: Context, current: "Users" | "Invitations"): TabItem[] {
  const scope = scopeOf(ctx);
  const tabs = [
    { label: "Users", href: consolePath(scope, "/users"), shown: may(ctx, "users.view") },
    {
      label: "Invitations",
      href: consolePath(scope, "/users/invitations"),
      shown: may(ctx, "invitations.view"),
    },
  ];
  return tabs
    .filter((tab) => tab.shown)
    .map(({ label, href }) => ({ label, href, current: label === current }));
}
