import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type Group = { readonly name: string; readonly isDeleted?: boolean };

type GroupNamesProps = {
  readonly groups: readonly Group[];
  /** The number of all groups, of which `groups` can be the first. */
  readonly count: number;
};

/**
 * The first group and the number of others, on one line of a list: "Support +2". A tooltip has all of them, and they show while
 * a link in the row has the keyboard's focus, like a `Truncated`. A deleted group is struck through.
 */
export function GroupNames({ groups, count }: GroupNamesProps) {
  const t = useTranslations("common");
  const [first, ...others] = groups;
  if (!first) return <span className="text-muted">{t("none")}</span>;
  const names = groups.map(({ name }) => name).join(t("listSeparator"));
  const more = count - groups.length;
  return (
    <bdi
      translate="no"
      title={more > 0 ? t("andMore", { names, count: more }) : names}
      className="flex min-w-0 gap-1 group-has-[a:focus-visible]/row:block"
    >
      <Group group={first} className="min-w-0 truncate group-has-[a:focus-visible]/row:whitespace-normal" />
      {others.length > 0 && (
        <span className="sr-only group-has-[a:focus-visible]/row:not-sr-only">
          {others.map((group) => (
            <Group key={group.name} group={group}>
              {t("listSeparator")}
            </Group>
          ))}
          {more > 0 && <span> {t("countMore", { count: more })}</span>}
        </span>
      )}
      {count > 1 && (
        <span aria-hidden="true" className="text-muted group-has-[a:focus-visible]/row:hidden">
          +{t("count", { count: count - 1 })}
        </span>
      )}
    </bdi>
  );
}

type GroupProps = { readonly group: Group; readonly className?: string; readonly children?: ReactNode };

function Group({ group: { name, isDeleted = false }, className, children }: GroupProps) {
  const t = useTranslations("common");
  return (
    <span className={className}>
      {children}
      {isDeleted ? (
        <del>
          {name}
          <span className="sr-only"> {t("deleted")}</span>
        </del>
      ) : (
        name
      )}
    </span>
  );
}
