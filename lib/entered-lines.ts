import type { Steps } from "./slices";
import { withoutNarrowSpaces } from "./text";

/**
 * The lines of a text, the texts of a JSON array, or a line for each person of contacts and directories.
 * @param max the maximum of lines that are read
 */
export function* linesIn(entered: string, max?: number): Steps<string[]> {
  const text = withoutNarrowSpaces(entered);
  const texts = textsOfJson(text, max) ?? (yield* linesOfCards(text, max));
  if (texts) return texts;
  const lines: string[] = [];
  for (const line of text.split(/\r\n?|\n/, max)) {
    yield;
    lines.push(personInDirectory(line));
  }
  return lines;
}

/** The texts of a JSON array, or the usernames or addresses of its objects. Null if it isn't one. */
function textsOfJson(text: string, max?: number): string[] | null {
  if (!/^\s*(?:\[\s*["{]|\{\s*")/.test(text)) return null;
  try {
    return listIn(JSON.parse(text)).slice(0, max).map(nameOf);
  } catch {
    return null;
  }
}

/** The array, the first array in an object, or the object alone. */
function listIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  const list: unknown = Object.values(value instanceof Object ? value : {}).find(Array.isArray);
  return Array.isArray(list) ? list : [value];
}

function nameOf(value: unknown): string {
  if (typeof value === "string") return value;
  const { username, email }: { username?: unknown; email?: unknown } = value instanceof Object ? value : {};
  for (const name of [username, email]) if (typeof name === "string") return name;
  return "";
}

/** A line for each name and each address of contacts that were exported as vCards. Null if they weren't. */
function* linesOfCards(text: string, max = Number.POSITIVE_INFINITY): Steps<string[] | null> {
  if (!/^\s*BEGIN:VCARD/i.test(text)) return null;
  const lines: string[] = [];
  for (const [line] of text.replace(/(?:\r\n?|\n)[ \t]/g, "").matchAll(/[^\r\n]+/g)) {
    yield;
    if (lines.length >= max) break;
    const [, property, entered = ""] = PROPERTY.exec(line) ?? [];
    const value = entered.trim();
    if (value) lines.push(property?.toUpperCase() === "FN" ? nameLine(value) : ` <${value}>`);
  }
  return lines;
}

const PROPERTY = /^(?:[\w-]{1,50}\.)?(FN|EMAIL)(?:;[^:]*)?:(.*)$/i;

/** The username in an entry of a directory, "uid=grace,ou=people,dc=meridian", or else the name of the person. */
function personInDirectory(line: string): string {
  if (!DIRECTORY_ENTRY.test(line)) return line;
  const [, username] = /(?:^\s*(?:"\s*)?|,\s*)(?:uid|samaccountname)=([^,"]+)/i.exec(line) ?? [];
  const [, name] = /^\s*(?:"\s*)?cn=((?:\\.|[^,\\])+)/i.exec(line) ?? [];
  return username ?? nameLine(name ?? line);
}

const DIRECTORY_ENTRY = /^\s*(?:"\s*)?(?:cn|uid|samaccountname)=(?:\\.|[^,\\])+,\s*(?:cn|uid|ou|dc|o)=/i;

/** Without what would separate names. Brackets mark what is before them as the name of a person. */
function nameLine(name: string): string {
  return `${name.replace(/[\\",;<>]+/g, "")} <>`;
}
