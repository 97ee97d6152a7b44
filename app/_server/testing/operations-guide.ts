import { readFileSync } from "node:fs";

/** A block of code of docs/operations.md, so that what it says is what is tested. @param title its first line */
export function documented(language: "sql" | "sh", title: string): string {
  const guide = readFileSync(new URL("../../../docs/operations.md", import.meta.url), "utf8");
  const comment = language === "sql" ? "--" : "#";
  const block = new RegExp(`\`\`\`${language}\\n\\s*${comment} ${title}\\n([\\s\\S]*?)\`\`\``).exec(
    guide,
  )?.[1];
  if (!block) throw new Error(`The guide has no ${language} called "${title}".`);
  return block;
}
