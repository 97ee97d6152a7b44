import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { cx } from "@/components/ui/cx";
import { DownIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";
import { PlainForm } from "@/components/ui/plain-form";

type AccountMenuProps = {
  readonly account: { readonly name: string; readonly username: string };
  readonly accountHref: string;
  readonly myOrganizationsHref: string;
  readonly signOut: () => Promise<void>;
};

/** Shows who is signed in on pages outside the console. A native popover, so that people can sign out without JavaScript. */
export function AccountMenu({ account, accountHref, myOrganizationsHref, signOut }: AccountMenuProps) {
  const t = useTranslations("account");
  return (
    <nav aria-label={t("title")} className="-me-2 min-w-0">
      <button
        type="button"
        popoverTarget="account-menu"
        className="flex h-10 max-w-full items-center gap-2 rounded-lg px-2 hover:bg-default"
      >
        <Avatar name={account.name} />
        <Name className="truncate max-sm:sr-only">{account.name}</Name>
        <DownIcon />
      </button>
      <div
        id="account-menu"
        popover="auto"
        className={cx(
          "fixed inset-auto end-4 top-14 m-0 w-64 max-w-[calc(100vw-2rem)]",
          "rounded-xl bg-overlay p-2 text-foreground shadow-overlay open:animate-rise sm:end-8",
        )}
      >
        <div className="flex flex-col px-2 py-1 leading-5">
          <Name className="font-medium">{account.name}</Name>
          <Name className="text-muted">{account.username}</Name>
        </div>
        <a href={myOrganizationsHref} className={MENU_ITEM}>
          {t("myOrganizations")}
        </a>
        <a href={accountHref} className={MENU_ITEM}>
          {t("title")}
        </a>
        <PlainForm action={signOut}>
          <button type="submit" className={`${MENU_ITEM} w-full`}>
            {t("signOut")}
          </button>
        </PlainForm>
      </div>
    </nav>
  );
}

const MENU_ITEM = "flex h-10 items-center rounded-lg px-2 text-start hover:bg-default";
