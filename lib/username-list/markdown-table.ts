import { partsOf, type Steps } from "@/lib/slices";

/** A table in Markdown as one with tabs, with the same lines. Every other text as it is. */
export function* withoutMarkdown(text: string): Steps<string> {
  if (!MARKDOWN_TABLE.test(text)) return text;
  const parts: string[] = [];
  for (const part of partsOf(text, /\r\n?|\n/)) {
    yield;
    parts.push(part.replace(/^[ \t]*\|.*$/gm, withTabs));
  }
  return parts.join("");
}

function withTabs(row: string): string {
  if (RULE.test(row)) return "";
  const cells = row
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|");
  return cells.map((cell) => cell.trim()).join("\t");
}

/** A header, with the rule below it. */
const MARKDOWN_TABLE = /^\s*\|[^\r\n]*\|[ \t]*\r?\n[ \t]*\|[ \t:]*-[ \t:|-]*(?:\r?\n|$)/;
const RULE = /^[ \t|:-]+$/;
