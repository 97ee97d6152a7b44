import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { ResponseEmails, type ResponseEmailsProps } from "@/components/account/response-emails";
import { ThemeChoice } from "@/components/frame/theme-choice";
import { Avatar } from "@/components/ui/avatar";
import { UpDownIcon } from "@/components/ui/icons";
import { LanguageMenu } from "@/components/ui/language-menu";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { PlainForm } from "@/components/ui/plain-form";
import { richText } from "@/components/ui/rich-text";
import { helpPath } from "@/lib/help";
import { SidebarPanel } from "./sidebar-panel";

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly managedBy: string;
};

type UserMenuProps = {
  readonly account: Account;
  readonly responseEmails: ResponseEmailsProps;
  readonly signOut: () => Promise<void>;
  readonly accountHref: string;
  readonly myOrganizationsHref: string;
};

/** A native popover, so that people can sign out without JavaScript. */
export function UserMenu({ account, responseEmails, signOut, ...hrefs }: UserMenuProps) {
  const t = useTranslations("frame.userMenu");
  return (
    <nav aria-label={t("label")} className="border-t border-border p-3">
      <button
        type="button"
        popoverTarget="user-menu"
        className="flex w-full items-center gap-3 rounded-lg p-2 text-start hover:bg-default"
      >
        <Avatar name={account.name} />
        <span className="min-w-0 flex-1 leading-5">
          <Name className="block truncate font-medium">{account.name}</Name>
          <Name className="block truncate text-xs text-muted">{account.username}</Name>
        </span>
        <UpDownIcon />
      </button>
      <SidebarPanel id="user-menu" className="bottom-20">
        <div className="flex flex-col gap-0.5 border-b border-border p-4 leading-5">
          <Name className="font-medium">{account.name}</Name>
          <Name className="text-muted">{account.username}</Name>
          <p className="text-muted">
            {t.rich("managedBy", { ...richText, organization: account.managedBy })}
          </p>
        </div>
        <div className="flex flex-col gap-3 border-b border-border p-4">
          <ThemeChoice />
          <ResponseEmails {...responseEmails} />
          <LanguageMenu
            placement="bottom-20 start-6"
            className="-mx-2 flex h-10 items-center gap-2 rounded-lg px-2 text-start hover:bg-default"
          />
        </div>
        <div className="flex flex-col p-2">
          <NavLink href={hrefs.accountHref} className={MENU_ITEM}>
            {t("account")}
          </NavLink>
          <NavLink href={hrefs.myOrganizationsHref} className={MENU_ITEM}>
            {t("myOrganizations")}
          </NavLink>
          <a href={helpPath(undefined, usePathname())} target="_blank" rel="noopener" className={MENU_ITEM}>
            {t("help")}
          </a>
          <PlainForm action={signOut}>
            <button type="submit" className={`${MENU_ITEM} w-full`}>
              {t("signOut")}
            </button>
          </PlainForm>
        </div>
      </SidebarPanel>
    </nav>
  );
}

const MENU_ITEM = "flex h-10 items-center rounded-lg px-2 text-start hover:bg-default";
