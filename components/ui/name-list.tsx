import { useTranslations } from "next-intl";
import { NameLink } from "./name-link";
import { richText } from "./rich-text";
import { Truncated } from "./truncated";

type NameListProps = {
  readonly items: readonly { readonly id: string; readonly name: string; readonly href?: string | null }[];
  /** The number of all items, of which `items` are the first. */
  readonly count: number;
};

/** "Booking managers, Support and 12 others". */
export function NameList({ items, count }: NameListProps) {
  const t = useTranslations("common");
  if (count === 0) return <span className="text-muted">{t("none")}</span>;
  const names = items.map(({ id, name, href }, at) => (
    <span key={id}>
      {at > 0 && <span>{t("listSeparator")}</span>}
      <NameLink href={href}>{name}</NameLink>
    </span>
  ));
  const others = count - items.length;
  return others > 0 ? t.rich("namesAndOthers", { ...richText, names: () => names, count: others }) : names;
}

/** The same on one line of a table's row. */
export function NameLine({ items, count }: NameListProps) {
  const t = useTranslations("common");
  const names = items.map(({ name }) => name).join(t("listSeparator"));
  const more = count - items.length;
  return (
    <Truncated title={more > 0 ? t("andMore", { names, count: more }) : names}>
      <NameList items={items} count={count} />
    </Truncated>
  );
}
