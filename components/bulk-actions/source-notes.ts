import type { BulkAction } from "@/db/bulk-actions/types";
import type { Translator } from "@/i18n/translator";
import { listNames } from "@/lib/cut-list";

type Source = NonNullable<BulkAction["source"]>;
type Columns = NonNullable<Source["columns"]>;
type LeftOut = NonNullable<Source["leftOut"]>;

type SourceTranslators = {
  readonly t: Translator<"bulk-actions.source">;
  readonly common: Translator<"common">;
};

const MAX_LISTED = 20;

/** How the list was read, if that isn't obvious: a sentence for each fact. */
export function sourceNotes(
  translators: SourceTranslators,
  { source, size, tally }: Pick<BulkAction, "source" | "size" | "tally">,
): string[] {
  if (!source) return [];
  const { t, common } = translators;
  const { rows, columns, encoding, leftOut } = source;
  const unreadable = tally.unreadable ?? 0;
  return [
    ...(rows > size ? [t("duplicates", { rows: rows - unreadable, people: size - unreadable })] : []),
    ...(columns ? columnsTexts(translators, columns) : []),
    ...(leftOut ? [t("leftOut", { names: leftOutNames(common, leftOut) })] : []),
    ...(encoding && !encoding.startsWith("UTF-") ? [t("encoding", { encoding })] : []),
  ];
}

function columnsTexts(
  { t, common }: SourceTranslators,
  { usernameColumns, ignoredColumns }: Columns,
): string[] {
  const [first = "", ...others] = usernameColumns;
  const isObvious = first.toLowerCase() === "username" && others.length === 0;
  const quote = (text: string) => common("quoted", { text });
  const column = quote(first);
  const from =
    others.length === 0
      ? t("usernamesFrom", { column })
      : t("usernamesFromSeveral", { column, otherColumns: others.map(quote).join(common("listSeparator")) });
  return [
    ...(isObvious ? [] : [from]),
    ...(ignoredColumns.length > 0
      ? [t("ignoredColumns", { names: listNames(common, ignoredColumns, MAX_LISTED) })]
      : []),
  ];
}

/** Only the first names were saved. */
function leftOutNames(t: Translator<"common">, { first, count }: LeftOut): string {
  return listNames(t, [...first, count - first.length], MAX_LISTED);
}
