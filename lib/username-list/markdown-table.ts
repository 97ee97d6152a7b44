/** A table in Markdown as one with tabs, with the same lines. Every other text as it is. */
export function withoutMarkdown(text: string): string {
  if (!MARKDOWN_TABLE.test(text)) return text;
  return text.replace(/^[ \t]*\|.*$/gm, (row) => {
    if (RULE.test(row)) return "";
    const cells = row
      .trim()
      .replace(/^\||\|$/g, "")
      .split("|");
    return cells.map((cell) => cell.trim()).join("\t");
  });
}

/** A header, with the rule below it. */
const MARKDOWN_TABLE = /^\s*\|[^\r\n]*\|[ \t]*\r?\n[ \t]*\|[ \t:]*-[ \t:|-]*(?:\r?\n|$)/;
const RULE = /^[ \t|:-]+$/;
