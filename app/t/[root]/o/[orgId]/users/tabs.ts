import { scopeOf } from "@/app/_server/console-page";
import { consolePath } from "@/app/_server/paths";
import type { TabItem } from "@/components/frame/page-header";
import { seesBatches } from "@/db/batches/list";
import { type Context, may } from "@/db/context";

export function userTabs(ctx: Context, current: "Users" | "Invitations" | "Batches"): TabItem[] {
  const scope = scopeOf(ctx);
  const tabs = [
    { label: "Users", href: consolePath(scope, "/users"), shown: may(ctx, "users.view") },
    {
      label: "Invitations",
      href: consolePath(scope, "/users/invitations"),
      shown: may(ctx, "invitations.view"),
    },
    { label: "Batches", href: consolePath(scope, "/users/batches"), shown: seesBatches(ctx) },
  ];
  return tabs
    .filter((tab) => tab.shown)
    .map(({ label, href }) => ({ label, href, current: label === current }));
}
