"use client"; // Sending the props to the browser takes fewer bytes than sending the rendered frame.

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ResponseEmailsProps } from "@/components/account/response-emails";
import { Brand } from "@/components/ui/brand";
import { buttonStyle } from "@/components/ui/button-style";
import { MenuIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";
import { ActingBanner } from "./acting-banner";
import { Breadcrumb, type BreadcrumbItem } from "./breadcrumb";
import { MainNavigation, type NavigationItem } from "./main-navigation";
import { OrganizationSwitcher, type SearchOrganizations } from "./organization-switcher";
import { PageHeader, type TabItem } from "./page-header";
import { type Account, UserMenu } from "./user-menu";

type ConsoleFrameProps = {
  readonly organization: { readonly id: string; readonly name: string };
  /** Root first. `href` is null if the viewer can't work there. */
  readonly ancestors: readonly BreadcrumbItem[];
  readonly nav: readonly NavigationItem[];
  readonly account: Account;
  readonly responseEmails: ResponseEmailsProps;
  /** The ancestor from which the viewer acts as an administrator. Null for a member. */
  readonly actingFrom: string | null;
  readonly searchOrganizations: SearchOrganizations;
  readonly signOut: () => Promise<void>;
  readonly accountHref: string;
  readonly myOrganizationsHref: string;
  readonly title: string;
  readonly actions?: ReactNode;
  readonly tabs?: readonly TabItem[];
  readonly children: ReactNode;
};

export function ConsoleFrame(props: ConsoleFrameProps) {
  const { organization, title, actions, tabs, actingFrom } = props;
  const t = useTranslations("frame");
  return (
    <div
      data-account={props.account.username}
      className="min-h-dvh lg:grid lg:grid-cols-[17rem_minmax(0,1fr)]"
    >
      <a
        href="#main"
        className={buttonStyle({
          variant: "primary",
          className: "fixed start-3 top-3 z-40 -translate-y-20 focus:translate-y-0",
        })}
      >
        {t("skipToContent")}
      </a>
      <header className="sticky top-0 z-10 flex h-14 items-center gap-2 border-b border-border bg-surface px-2 lg:hidden">
        <button
          type="button"
          popoverTarget="sidebar"
          aria-label={t("menu")}
          className="grid size-10 place-items-center rounded-lg"
        >
          <MenuIcon />
        </button>
        <Name className="truncate font-medium">{organization.name}</Name>
      </header>
      <div id="sidebar" popover="auto" className={SIDEBAR}>
        <MainNavigation items={props.nav}>
          <Brand />
          <OrganizationSwitcher
            current={organization}
            accountId={props.account.id}
            search={props.searchOrganizations}
          />
        </MainNavigation>
        <UserMenu
          account={props.account}
          responseEmails={props.responseEmails}
          signOut={props.signOut}
          accountHref={props.accountHref}
          myOrganizationsHref={props.myOrganizationsHref}
        />
      </div>
      <main id="main" tabIndex={-1} className="min-w-0 px-4 pt-5 pb-20 outline-none sm:px-8 lg:pt-7">
        <div className="mx-auto flex max-w-6xl flex-col gap-5">
          {actingFrom && <ActingBanner organization={organization.name} from={actingFrom} />}
          <div className="flex flex-col gap-2">
            <Breadcrumb ancestors={props.ancestors} current={organization.name} />
            <PageHeader title={title} actions={actions} tabs={tabs ?? []} />
          </div>
          {props.children}
        </div>
      </main>
    </div>
  );
}

/** Beside the page on a wide screen. A drawer on a narrow one, which opens without JavaScript. */
const SIDEBAR =
  "z-20 m-0 h-dvh max-h-none w-68 max-w-[86vw] flex-col border-e border-border bg-surface p-0 text-foreground inset-y-0 start-0 end-auto open:flex open:shadow-overlay backdrop:bg-backdrop lg:sticky lg:top-0 lg:flex";
