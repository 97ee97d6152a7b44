// Writes lib/username-confusables.json from Unicode's confusables.txt (unicode.org/Public/security), whose path it takes:
// npx tsx scripts/username-confusables.ts confusables.txt. Keeps the characters that a username can have.
import { readFileSync, writeFileSync } from "node:fs";
import { isReadableUsername } from "@/lib/username-rules";

const [, , path = "confusables.txt"] = process.argv;
const characters = new Map<string, string>();
for (const line of readFileSync(path, "utf8").split("\n")) {
  const [source, prototype] = (line.split("#")[0] ?? "").split(";").map(textOf);
  if (!source || !prototype || !isInUsernames(source)) continue;
  characters.set(prototype, (characters.get(prototype) ?? "") + source);
}
const sorted = Object.fromEntries([...characters].toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync("lib/username-confusables.json", `${JSON.stringify(sorted, null, 2)}\n`);

function textOf(codePoints: string): string {
  const hex = codePoints.trim().match(/^[0-9A-Fa-f]{4,6}(?: [0-9A-Fa-f]{4,6})*$/)?.[0] ?? "";
  return hex && String.fromCodePoint(...hex.split(" ").map((code) => Number.parseInt(code, 16)));
}

/** Usernames are lower-case NFKC, and their skeletons are computed from NFD. */
function isInUsernames(character: string): boolean {
  const forms = [character.normalize("NFKC"), character.normalize("NFD"), character.toLowerCase()];
  return (
    forms.every((form) => form === character) &&
    /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character) &&
    isReadableUsername(character)
  );
}
