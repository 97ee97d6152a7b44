import { useTranslations } from "next-intl";
import type { MenuAction, Popup } from "@/components/ui/menu-button";
import { MoreMenu } from "@/components/ui/more-menu";
import { announce } from "@/components/ui/status-message";
import { isolated } from "@/lib/text";
import { isRemovable, type Removal } from "./remove-selected";
import type { UserRow } from "./users-table";

type UserMenuProps = {
  readonly user: UserRow;
  /** Whether the viewer can edit profiles, and change groups. */
  readonly edits: boolean;
  readonly assigns: boolean;
  readonly removal: Removal | null;
  readonly onRemove: () => void;
};

/** What the viewer can do with the user of a row. */
export function UserMenu(props: UserMenuProps) {
  const t = useTranslations("common");
  return (
    <MoreMenu label={t("actionsFor", { name: isolated(props.user.name) })}>
      {(popup) => <UserActions {...props} popup={popup} />}
    </MoreMenu>
  );
}

type UserActionsProps = UserMenuProps & { readonly popup: Popup };

function UserActions({ user, edits, assigns, removal, onRemove, popup }: UserActionsProps) {
  const t = useTranslations("users");
  const { href, email, origin } = user;

  async function copy(address: string) {
    try {
      await navigator.clipboard.writeText(address);
      announce(t("row.copied"));
    } catch {
      announce(t("row.notCopied"));
    }
  }

  const items: (MenuAction | false)[] = [
    href !== null && { label: t("row.view"), href },
    href !== null && edits && origin === "managed" && { label: t("edit.open"), href: `${href}/edit` },
    href !== null && assigns && { label: t("row.changeGroups"), href: `${href}#groups` },
    email !== null && { label: t("row.copyEmail"), onAction: () => void copy(email) },
    removal !== null &&
      isRemovable(user, removal) && {
        label: t("removeMany.open", { organization: removal.organizationName }),
        tone: "danger",
        onAction: onRemove,
      },
  ];
  return popup(items.filter(isItem));
}

function isItem(item: MenuAction | false): item is MenuAction {
  return item !== false;
}
