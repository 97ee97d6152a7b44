import { useTranslations } from "next-intl";
import type { MenuAction } from "@/components/ui/menu-button";
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
export function UserMenu({ user, edits, assigns, removal, onRemove }: UserMenuProps) {
  const t = useTranslations("users");
  const common = useTranslations("common");
  const { href, email, origin, name } = user;

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
  return <MoreMenu label={common("actionsFor", { name: isolated(name) })} items={items.filter(isItem)} />;
}

function isItem(item: MenuAction | false): item is MenuAction {
  return item !== false;
}
