import type { Messages } from "@/i18n/messages";
import type { ActionResult } from "@/lib/action-result";
import { normalizeText } from "@/lib/text";

/** What was typed before the palette had loaded. */
export type PaletteStart = { readonly text: string; readonly isEntered: boolean };

/** A page that the viewer can use. */
export type PalettePage = {
  readonly id: keyof Messages["frame"]["navigation"]["pages"];
  readonly href: string;
};

/** Something to open or to do. */
export type PaletteItem = {
  readonly id: string;
  readonly name: string;
  readonly detail?: string;
  readonly run: () => void;
};

/** Found by the server. */
type FoundItem = {
  readonly id: string;
  readonly name: string;
  /** A username, or the ancestors of an organization. */
  readonly detail: string;
  readonly href: string;
};

type ResultKind = "users" | "invitations" | "groups" | "organizations";

export type ConsoleResults = Readonly<Record<ResultKind, readonly FoundItem[]>>;

export type SearchConsole = (input: { search: string }) => Promise<ActionResult<ConsoleResults>>;

export const NO_RESULTS: ConsoleResults = { users: [], invitations: [], groups: [], organizations: [] };

/**
 * Whether a text contains every word of a search, whatever their case and accents. As in the lists, one or two letters match only
 * the beginning of a word, except in scripts without spaces.
 */
export function containsWords(text: string, search: string): boolean {
  const folded = ` ${fold(text)}`;
  return fold(search)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => folded.includes([...word].length > 2 || /\p{Lo}/u.test(word) ? word : ` ${word}`));
}

/** The results that still match after more was typed, until the server has searched again. */
export function narrowResults(results: ConsoleResults, search: string): ConsoleResults {
  const narrow = (items: readonly FoundItem[]) =>
    items.filter(({ name, detail }) => containsWords(`${name} ${detail}`, search));
  return {
    users: narrow(results.users),
    invitations: narrow(results.invitations),
    groups: narrow(results.groups),
    organizations: narrow(results.organizations),
  };
}

function fold(text: string): string {
  return normalizeText(text, "NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
