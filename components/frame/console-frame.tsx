"use client"; // Sending the props to the browser takes fewer bytes than sending the rendered frame.

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { ResponseEmailsProps } from "@/components/account/response-emails";
import { Brand } from "@/components/ui/brand";
import { buttonStyle } from "@/components/ui/button-style";
import { cx } from "@/components/ui/cx";
import { MenuIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";
import type { Translator } from "@/i18n/translator";
import { helpPath } from "@/lib/help";
import { ActingBanner } from "./acting-banner";
import { Breadcrumb, type BreadcrumbItem } from "./breadcrumb";
import { CommandPalette, PaletteButton } from "./command-palette";
import { MainNavigation, type NavigationItem } from "./main-navigation";
import { OrganizationSwitcher, type SearchOrganizations } from "./organization-switcher";
import { PageHeader, type TabItem } from "./page-header";
import type { PalettePage, SearchConsole } from "./palette-items";
import { type Account, UserMenu } from "./user-menu";

type ConsoleFrameProps = {
  readonly organization: { readonly id: string; readonly name: string };
  /** Root first. `href` is null if the viewer can't work there. */
  readonly ancestors: readonly { readonly name: string; readonly href: string | null }[];
  /** The section of the page, which isn't in `nav` if the viewer can't see its list. Null for none. */
  readonly section: NavigationItem["id"] | null;
  readonly breadcrumbs?: readonly BreadcrumbItem[];
  readonly nav: readonly NavigationItem[];
  /** Pages that only the command palette shows. */
  readonly otherPages: readonly PalettePage[];
  /** Pages on which the viewer can create something. */
  readonly actionPages: readonly PalettePage[];
  readonly searchConsole: SearchConsole;
  readonly account: Account;
  readonly responseEmails: ResponseEmailsProps;
  /** The ancestor from which the viewer acts as an administrator. Null for a member. */
  readonly actingFrom: { readonly name: string; readonly href: string } | null;
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
  const isSection = Boolean(tabs?.length) || !props.breadcrumbs;
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const help = { id: "help" as const, href: helpPath(undefined, usePathname()) };
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
        <PaletteButton isSmall onOpen={() => setPaletteOpen(true)} />
      </header>
      <div id="sidebar" popover="auto" className={SIDEBAR}>
        <MainNavigation items={props.nav}>
          <Brand />
          <OrganizationSwitcher
            current={organization}
            accountId={props.account.id}
            search={props.searchOrganizations}
          />
          <PaletteButton onOpen={() => setPaletteOpen(true)} />
        </MainNavigation>
        <UserMenu
          account={props.account}
          responseEmails={props.responseEmails}
          signOut={props.signOut}
          accountHref={props.accountHref}
          myOrganizationsHref={props.myOrganizationsHref}
        />
      </div>
      <main id="main" tabIndex={-1} className="min-w-0 px-4 pt-4 pb-20 outline-none sm:px-8 sm:pt-5 lg:pt-7">
        <div
          className={cx(
            "mx-auto flex max-w-6xl flex-col gap-4 sm:gap-5",
            isSection && "has-[[data-list]]:max-w-[90rem]",
          )}
        >
          {actingFrom && <ActingBanner organization={organization.name} from={actingFrom} />}
          <div className="flex flex-col gap-2">
            <Breadcrumb trail={trailOf(props, t)} isSection={isSection} />
            <PageHeader title={title} actions={actions} tabs={tabs ?? []} />
          </div>
          {props.children}
        </div>
      </main>
      <CommandPalette
        pages={[...props.nav, ...props.otherPages, help]}
        actions={props.actionPages}
        search={props.searchConsole}
        signOut={props.signOut}
        isOpen={isPaletteOpen}
        setOpen={setPaletteOpen}
      />
    </div>
  );
}

/** From the root organization to the page. */
function trailOf(props: ConsoleFrameProps, t: Translator<"frame">): BreadcrumbItem[] {
  const { ancestors, organization, nav, section, breadcrumbs = [] } = props;
  const hrefOf = (id: NavigationItem["id"]) => nav.find((item) => item.id === id)?.href ?? null;
  const own = { name: organization.name, href: hrefOf("overview") };
  if (section === "overview") return [...ancestors, own];
  const list = section && { label: t(`navigation.pages.${section}`), href: hrefOf(section) };
  return [...ancestors, own, ...(list ? [list] : []), ...breadcrumbs];
}

/** Beside the page on a wide screen. A drawer on a narrow one, which opens without JavaScript. */
const SIDEBAR = cx(
  "z-20 m-0 h-dvh max-h-none w-68 max-w-[86vw] flex-col",
  "inset-y-0 start-0 end-auto",
  "border-e border-border bg-surface p-0 text-foreground",
  "open:flex open:shadow-overlay backdrop:bg-backdrop",
  "lg:sticky lg:top-0 lg:flex",
);
