import { MAX_GROUPS } from "@/lib/bulk-actions";
import { cutText, normalizeText, withoutInvisible } from "@/lib/text";

/** Four times the length of a group's name, because up to four characters become one when they are normalized. */
const MAX_LENGTH = 480;

/** Writes the names of groups into a cell, separated by `|`. */
export function joinGroupNames(names: readonly string[]): string {
  return names.map((name) => name.replaceAll("|", "\\|")).join(" | ");
}

/** Parses the names of groups. Parses each text once, because a table can repeat it half a million times. */
export class GroupNames {
  readonly #cells = new Map<string, readonly string[]>();
  readonly #names = new Map<string, string>();
  readonly #distinct = new Set<string>();

  /**
   * Reads what `joinGroupNames` writes; line breaks also separate. Stops soon after the maximum of groups.
   * @returns the same array for the same text
   */
  parse(cell: string): readonly string[] {
    const known = this.#cells.get(cell);
    if (known) return known;
    const names = splitNames(cell).map((text) => this.#normalize(text));
    const distinct = [...new Set(names.filter(Boolean))];
    this.#cells.set(cell, distinct);
    return distinct;
  }

  #normalize(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (this.#distinct.size > MAX_GROUPS) return text; // too many: the table is rejected
    const entered = cutText(text.trim(), MAX_LENGTH + 1).replaceAll("\\|", "|");
    const name = withoutInvisible(normalizeText(entered, "NFC")).trim();
    this.#names.set(text, name);
    if (name) this.#distinct.add(name);
    return name;
  }
}

function splitNames(cell: string): string[] {
  // The second pattern is slower.
  return /[\\\r\n]/.test(cell)
    ? cell.split(/(?<!\\)\||[\r\n]+/, MAX_GROUPS + 1)
    : cell.split("|", MAX_GROUPS + 1);
}
