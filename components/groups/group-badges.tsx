import { useTranslations } from "next-intl";
import { badgeStyle } from "@/components/ui/badge";
import { Name } from "@/components/ui/name";
import { GROUPS_IN_LIST } from "@/lib/cut-list";

type GroupBadgesProps = {
  readonly groups: readonly { readonly name: string; readonly isDeleted?: boolean }[];
  /** The number of all groups, of which `groups` can be the first. */
  readonly count?: number;
};

const MAX_BADGES = 3;

/** The first groups and the number of others, which pointing at the number names. A deleted group is struck through. */
export function GroupBadges({ groups, count = groups.length }: GroupBadgesProps) {
  const t = useTranslations("common");
  if (groups.length === 0) return <span className="text-muted">{t("none")}</span>;
  const others = groups.slice(MAX_BADGES, GROUPS_IN_LIST).map(({ name }) => name);
  const unnamed = count - MAX_BADGES - others.length;
  const names = others.join(t("listSeparator"));
  return (
    <ul className="flex min-w-0 flex-wrap gap-1">
      {groups.slice(0, MAX_BADGES).map(({ name, isDeleted = false }) => (
        <li key={name} className={badgeStyle()}>
          {isDeleted ? (
            <del className="flex min-w-0">
              <Name className="max-w-40 truncate">{name}</Name>
              <span className="sr-only"> {t("deleted")}</span>
            </del>
          ) : (
            <Name className="max-w-40 truncate">{name}</Name>
          )}
        </li>
      ))}
      {others.length > 0 && (
        <li
          className="px-1 text-xs leading-6 text-muted"
          title={unnamed > 0 ? t("andMore", { names, count: unnamed }) : names}
        >
          {t("countMore", { count: count - MAX_BADGES })}
        </li>
      )}
    </ul>
  );
}
