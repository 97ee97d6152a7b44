import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import type { BreadcrumbItem } from "@/components/frame/breadcrumb";
import { ConsoleFrame } from "@/components/frame/console-frame";
import { KeepUpToDate } from "@/components/frame/keep-up-to-date";
import type { NavigationItem } from "@/components/frame/main-navigation";
import type { TabItem } from "@/components/frame/page-header";
import { ClientMessages } from "@/components/ui/client-messages";
import { OrganizationClockProvider } from "@/components/ui/organization-clock";
import type { RequestContext } from "@/db/request-context";
import type { Namespace } from "@/i18n/messages";
import { timeZoneName } from "@/lib/dates";
import { dayAt } from "@/lib/days";
import { searchOrganizationsAction, setResponseEmailsAction, signOutAction } from "./account-actions";
import { searchConsoleAction } from "./console-actions";
import { actionPages, otherPages, sectionsOf } from "./console-pages";
import { ACCOUNT, consolePath, MY_ORGANIZATIONS, scopeOf } from "./paths";

type ConsolePageProps = {
  readonly ctx: RequestContext;
  /** The section; null for none. */
  readonly current: NavigationItem["id"] | null;
  readonly title: string;
  /** The breadcrumbs from the section to this page, which comes last. None for the section's own page. */
  readonly breadcrumbs?: readonly BreadcrumbItem[];
  readonly actions?: ReactNode;
  readonly tabs?: readonly TabItem[];
  /** Wraps the frame in a provider for both the actions and the content. */
  readonly provide?: (frame: ReactNode) => ReactNode;
  /** The messages that client components of the page use. */
  readonly namespaces?: readonly Namespace[];
  readonly children: ReactNode;
};

/** The frame of a console page. It isn't a layout, because layouts aren't rendered again on navigation. */
export async function ConsolePage(props: ConsolePageProps) {
  const { ctx, current, namespaces = [], provide = (frame) => frame, children, ...page } = props;
  const { organization, actor } = ctx;
  const scope = scopeOf(ctx);
  return (
    <ClientMessages namespaces={["account", "frame", ...namespaces]}>
      <OrganizationClockProvider clock={await clockOf(organization)}>
        {provide(
          <ConsoleFrame
            {...page}
            section={current}
            organization={{ id: organization.id, name: organization.name }}
            ancestors={organization.ancestors.map(({ id, name, enterable }) => ({
              name,
              href: enterable ? consolePath({ ...scope, orgId: id }) : null,
            }))}
            nav={sectionsOf(ctx, scope).map((item) => ({ ...item, current: item.id === current }))}
            otherPages={otherPages(ctx, scope)}
            actionPages={actionPages(ctx, scope)}
            searchConsole={searchConsoleAction.bind(null, scope)}
            account={{
              id: actor.id,
              name: actor.name,
              username: actor.username,
              managedBy: actor.managedBy.name,
            }}
            responseEmails={{
              wanted: actor.wantsResponseEmails,
              hasAddress: actor.email !== null,
              hasConfirmedAddress: actor.hasConfirmedAddress,
              change: setResponseEmailsAction.bind(null, actor.id),
            }}
            actingFrom={
              ctx.actingFrom && {
                name: ctx.actingFrom.name,
                href: consolePath({ ...scope, orgId: ctx.actingFrom.id }),
              }
            }
            searchOrganizations={searchOrganizationsAction}
            signOut={signOutAction.bind(null, consolePath(scope, "/sign-in"))}
            accountHref={ACCOUNT}
            myOrganizationsHref={MY_ORGANIZATIONS}
          >
            <KeepUpToDate />
            {children}
          </ConsoleFrame>,
        )}
      </OrganizationClockProvider>
    </ClientMessages>
  );
}

async function clockOf({ timeZone }: RequestContext["organization"]) {
  const zoneName = timeZoneName({ locale: await getLocale(), timeZone });
  return { timeZone, zoneName, today: dayAt(new Date(), timeZone) };
}
