import type { ReactNode } from "react";
import { ConsoleFrame } from "@/components/frame/console-frame";
import type { NavigationItem } from "@/components/frame/main-navigation";
import type { TabItem } from "@/components/frame/page-header";
import { RefreshOnReturn } from "@/components/frame/refresh-on-return";
import { can, type RequestContext } from "@/db/request-context";
import type { Permission } from "@/lib/permissions";
import { searchOrganizationsAction, setResponseEmailsAction, signOutAction } from "./account-actions";
import { ACCOUNT, consolePath, MY_ORGANIZATIONS, type Scope } from "./paths";

type ConsolePageProps = {
  readonly ctx: RequestContext;
  readonly current: NavigationItem["label"];
  readonly title: string;
  readonly actions?: ReactNode;
  readonly tabs?: readonly TabItem[];
  readonly children: ReactNode;
};

/** The frame of a console page. It isn't a layout, because layouts aren't rendered again on navigation. */
export function ConsolePage({ ctx, current, children, ...page }: ConsolePageProps) {
  const { organization, actor } = ctx;
  const scope = scopeOf(ctx);
  return (
    <ConsoleFrame
      {...page}
      organization={{ id: organization.id, name: organization.name }}
      ancestors={organization.ancestors.map(({ id, name, enterable }) => ({
        name,
        href: enterable ? consolePath({ ...scope, orgId: id }) : null,
      }))}
      nav={ENTRIES.filter(({ permission }) => !permission || can(ctx, permission)).map(({ label, page }) => ({
        label,
        href: consolePath(scope, page),
        current: label === current,
      }))}
      account={{ id: actor.id, name: actor.name, username: actor.username, managedBy: actor.managedBy.name }}
      responseEmails={{
        wanted: actor.wantsResponseEmails,
        hasAddress: actor.email !== null,
        change: setResponseEmailsAction,
      }}
      actingFrom={ctx.actingFrom?.name ?? null}
      searchOrganizations={searchOrganizationsAction}
      signOut={signOutAction.bind(null, consolePath(scope, "/sign-in"))}
      accountHref={ACCOUNT}
      myOrganizationsHref={MY_ORGANIZATIONS}
    >
      <RefreshOnReturn />
      {children}
    </ConsoleFrame>
  );
}

type Entry = { label: NavigationItem["label"]; page: string; permission?: Permission };

const ENTRIES: readonly Entry[] = [
  { label: "Overview", page: "" },
  { label: "Users", page: "/users", permission: "users.view" },
  { label: "Groups", page: "/groups", permission: "groups.view" },
  { label: "Roles", page: "/roles", permission: "roles.view" },
  { label: "Organizations", page: "/organizations", permission: "organizations.view" },
  { label: "Audit log", page: "/audit", permission: "audit.view" },
  { label: "Settings", page: "/settings", permission: "settings.view" },
];

export function scopeOf({ organization }: RequestContext): Scope {
  return { root: organization.handle, orgId: organization.id };
}
