import type { BulkAction } from "@/db/bulk-actions/types";
import type { Translator } from "@/i18n/translator";

type Columns = NonNullable<NonNullable<BulkAction["source"]>["columns"]>;

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
    ...(leftOut ? [t("leftOut", { names: listOf(common, leftOut.first, leftOut.count) })] : []),
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
    ...(ignoredColumns.length > 0 ? [t("ignoredColumns", { names: listOf(common, ignoredColumns) })] : []),
  ];
}

function listOf(t: Translator<"common">, all: readonly string[], count = all.length): string {
  const shown = all.slice(0, MAX_LISTED);
  const names = shown.join(t("listSeparator"));
  return count > shown.length ? t("andMore", { names, count: count - shown.length }) : names;
}
