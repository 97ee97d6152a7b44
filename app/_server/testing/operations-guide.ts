import { readFileSync } from "node:fs";

/** A block of code in docs/operations.md, so that tests run what it says. @param title the text of its first line */
export function documented(language: "sql" | "sh", title: string): string {
  const guide = readFileSync(new URL("../../../docs/operations.md", import.meta.url), "utf8");
  const comment = language === "sql" ? "--" : "#";
  const block = new RegExp(`\`\`\`${language}\\n\\s*${comment} ${title}\\n([\\s\\S]*?)\`\`\``).exec(
    guide,
  )?.[1];
  if (!block) throw new Error(`The guide has no ${language} called "${title}".`);
  return block;
}
