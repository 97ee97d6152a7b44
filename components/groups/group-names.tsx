import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Truncated } from "@/components/ui/truncated";

type GroupNamesProps = {
  readonly groups: readonly { readonly name: string; readonly isDeleted?: boolean }[];
  /** The number of all groups, of which `groups` can be the first. */
  readonly count: number;
};

/** The names of groups on one line of a list. A deleted group is struck through. */
export function GroupNames({ groups, count }: GroupNamesProps) {
  const t = useTranslations("common");
  if (groups.length === 0) return <span className="text-muted">{t("none")}</span>;
  const names = groups.map(({ name }) => name).join(t("listSeparator"));
  const more = count - groups.length;
  const all = more > 0 ? t("andMore", { names, count: more }) : names;
  if (!groups.some(({ isDeleted }) => isDeleted)) return <Truncated>{all}</Truncated>;
  return (
    <Truncated title={all}>
      {groups.map(({ name, isDeleted = false }, at) => (
        <Fragment key={name}>
          {at > 0 && t("listSeparator")}
          {isDeleted ? (
            <del>
              {name}
              <span className="sr-only"> {t("deleted")}</span>
            </del>
          ) : (
            <span>{name}</span>
          )}
        </Fragment>
      ))}
      {more > 0 && <span> {t("countMore", { count: more })}</span>}
    </Truncated>
  );
}
