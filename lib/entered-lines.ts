import type { Steps } from "./slices";
import { cutText, withoutNarrowSpaces } from "./text";

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

/** The names and addresses of contacts that were exported as vCards. Null if they weren't. */
function* linesOfCards(text: string, max = Number.POSITIVE_INFINITY): Steps<string[] | null> {
  if (!/^\s*BEGIN:VCARD/i.test(text)) return null;
  const people: string[] = [];
  let name = "";
  let addresses: string[] = [];
  for (const [line] of text.replace(/(?:\r\n?|\n)[ \t]/g, "").matchAll(/[^\r\n]+/g)) {
    yield;
    if (people.length >= max) return people;
    const [, property, entered = ""] = PROPERTY.exec(line) ?? [];
    const value = entered.trim();
    if (property?.toUpperCase() === "FN") name ||= cutText(value, MAX_NAME);
    else if (value && addresses.length < max) addresses.push(value);
    if (END_OF_CARD.test(line)) endCard();
  }
  endCard();
  return people.slice(0, max);

  function endCard(): void {
    if (name && addresses.length === 0) people.push(personLine(name, ""));
    for (const address of addresses) people.push(personLine(name, address));
    name = "";
    addresses = [];
  }
}

/** In characters, because each address of a contact gets its name. */
const MAX_NAME = 200;
const PROPERTY = /^(?:[\w-]{1,50}\.)?(FN|EMAIL)(?:;[^:]*)?:(.*)$/i;
const END_OF_CARD = /^END:VCARD/i;

/** The username in an entry of a directory, "uid=grace,ou=people,dc=meridian", or else the name of the person. */
function personInDirectory(line: string): string {
  if (!DIRECTORY_ENTRY.test(line)) return line;
  const [, username] = /(?:^\s*(?:"\s*)?|,\s*)(?:uid|samaccountname)=([^,"]+)/i.exec(line) ?? [];
  const [, name] = /^\s*(?:"\s*)?cn=((?:\\.|[^,\\])+)/i.exec(line) ?? [];
  return username ?? personLine(name ?? line, "");
}

const DIRECTORY_ENTRY = /^\s*(?:"\s*)?(?:cn|uid|samaccountname)=(?:\\.|[^,\\])+,\s*(?:cn|uid|ou|dc|o)=/i;

/** Without what would separate names. Brackets mark what is before them as the name of a person. */
function personLine(name: string, address: string): string {
  return `${name.replace(/[\\",;<>]+/g, "")} <${address}>`;
}
