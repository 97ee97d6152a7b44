import type { Messages } from "@/i18n/messages";
import type { Translator } from "@/i18n/translator";
import { normalizeText } from "./text";

/** Something that people can choose by typing its name. */
type Choice = {
  readonly name: string;
  /** Another name for it: the username of a user. */
  readonly alias?: string;
};

/** The choices whose name contains the text, ignoring case and accents. */
export function matchingChoices<C extends Choice>(choices: readonly C[], text: string): C[] {
  const searched = fold(text);
  return choices.filter(({ name }) => fold(name).includes(searched));
}

/**
 * The choice that a typed text identifies: the one with this name, or the only one that was found.
 * @param found the choices that match the text
 * @returns null if it is ambiguous or there is none
 */
export function choiceMeant<C extends Choice>(found: readonly C[], text: string): C | null {
  const typed = fold(text);
  const called = found.filter(({ name, alias }) => fold(name) === typed || (alias && fold(alias) === typed));
  const meant = called.length > 0 ? called : found;
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

/** Why a typed text doesn't identify a choice. */
export function unclearChoice(
  t: Translator<"common">,
  noun: keyof Messages["common"]["choice"],
  found: readonly Choice[],
  text: string,
): string {
  return t(`choice.${noun}.${found.length > 1 ? "ambiguous" : "unknown"}`, { text: text.trim() });
}

function fold(text: string): string {
  return normalizeText(text, "NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .trim()
    .toLowerCase();
}
