/**
 * The lines of a text, the texts of a JSON array, or a line for each person of contacts and directories.
 * @param max the maximum of lines that are read
 */
export function linesIn(text: string, max?: number): string[] {
  return textsOfJson(text) ?? linesOfCards(text) ?? text.split(/\r\n?|\n/, max).map(personInDirectory);
}

/** The texts of a JSON array, or the usernames or addresses of its objects. Null if it isn't one. */
function textsOfJson(text: string): string[] | null {
  if (!/^\s*(?:\[\s*["{]|\{\s*")/.test(text)) return null;
  try {
    return listIn(JSON.parse(text)).map(nameOf);
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
function linesOfCards(text: string): string[] | null {
  if (!/^\s*BEGIN:VCARD/i.test(text)) return null;
  const unfolded = text.replace(/(?:\r\n?|\n)[ \t]/g, "");
  return unfolded.split(/^END:VCARD/im).flatMap((card) => {
    const [name = ""] = valuesOf(card, "FN");
    const addresses = valuesOf(card, "EMAIL");
    if (addresses.length === 0) return name ? [personLine(name, "")] : [];
    return addresses.map((address) => personLine(name, address));
  });
}

function valuesOf(card: string, property: "FN" | "EMAIL"): string[] {
  const line = new RegExp(`^(?:[\\w-]{1,50}\\.)?${property}(?:;[^:\\r\\n]*)?:(.*)$`, "gim");
  return [...card.matchAll(line)].flatMap(([, value]) => value?.trim() || []);
}

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
