import { readEnteredNames } from "@/lib/entered-names";
import { atOnce } from "@/lib/slices";
import { withoutMarkdown } from "@/lib/username-list/markdown-table";
import { hasColumns } from "@/lib/username-list/read-table";
import { splitEntered } from "@/lib/usernames";

export type UsernamesState = {
  /** The chips: usernames and email addresses. */
  readonly names: readonly string[];
  /** Why some of them could not be invited the last time, by name. */
  readonly reasons: ReadonlyMap<string, string>;
  /** The text after the last chip. */
  readonly typed: string;
  /** The words since the last complete entry that became chips because of the white space or comma after them. */
  readonly words: readonly Word[];
  /** A pasted text with columns, of which it isn't decided what becomes of it. */
  readonly table: string | null;
  /** What was left out of the last paste. */
  readonly leftOut: string;
  /** What screen readers hear about the last change. */
  readonly announcement: Announcement | null;
};

export type Announcement =
  | { readonly code: "added" | "duplicate" | "removed" | "editing"; readonly name: string }
  /** `added` of the `count` usernames are new. */
  | { readonly code: "added-many"; readonly added: number; readonly count: number };

type Word = {
  readonly text: string;
  /** The chips that it made. */
  readonly names: readonly string[];
};

export type UsernamesChange =
  | { readonly type: "type"; readonly text: string }
  /** Text that an input method is still composing, in which separators don't count yet. */
  | { readonly type: "compose"; readonly text: string }
  | { readonly type: "add"; readonly text: string }
  | { readonly type: "paste"; readonly text: string; readonly before: string; readonly after: string }
  /** Uses every cell of the pasted table as a username. */
  | { readonly type: "use-cells" }
  | { readonly type: "remove"; readonly name: string }
  | { readonly type: "edit"; readonly name: string }
  | { readonly type: "reset"; readonly reasons: ReadonlyMap<string, string> };

export const NO_USERNAMES: UsernamesState = {
  names: [],
  reasons: new Map(),
  typed: "",
  words: [],
  table: null,
  leftOut: "",
  announcement: null,
};

export function changeUsernames(state: UsernamesState, change: UsernamesChange): UsernamesState {
  switch (change.type) {
    case "type":
      return type(state, change.text);
    case "compose":
      return { ...state, typed: change.text };
    case "add":
      return complete(state, change.text);
    case "paste":
      return paste(state, change);
    case "use-cells":
      return { ...add(state, state.table ?? ""), table: null };
    case "remove":
      return { ...without(state, change.name), announcement: { code: "removed", name: change.name } };
    case "edit":
      return {
        ...without(complete(state, state.typed), change.name),
        typed: change.name,
        announcement: { code: "editing", name: change.name },
      };
    case "reset":
      return { ...NO_USERNAMES, names: [...change.reasons.keys()], reasons: change.reasons };
  }
}

/** The chips and the typed text, which counts when the form is submitted. */
export function allUsernames({ names, typed }: UsernamesState): string[] {
  return [...new Set([...names, ...readEnteredNames(typed).names])];
}

/** The chips, and the pasted table with the chips as more rows of it. */
export function textForBulk(state: UsernamesState): string {
  const names = allUsernames(state);
  if (state.table === null) return names.join("\n");
  const [header = ""] = state.table.split(/[\r\n]/, 1);
  const delimiter = /[\t;,]/.exec(header)?.[0] ?? "\t";
  const column = Math.max(
    0,
    header.split(delimiter).findIndex((cell) => /user|log|mail/i.test(cell)),
  );
  return [state.table.trimEnd(), ...names.map((name) => delimiter.repeat(column) + name)].join("\n");
}

/** Whether a pasted text is more than one username, which is pasted as it is and can be edited. */
export function isList(text: string): boolean {
  return splitEntered(text.trim()).length > 1 || hasColumns(text);
}

/**
 * A separator turns the text before it into a chip. After an opening bracket, the words before it are the name of somebody:
 * they are text again until the bracket is closed. Text that is inserted in one step is read as a whole.
 */
function type(state: UsernamesState, text: string): UsernamesState {
  const isInserted = text.length > state.typed.length + 1;
  if (isInserted && text.includes("@") && isList(text)) return complete(state, text);
  if (/[<＜]/.test(text)) return typeBracketed(state, text);
  const parts = splitEntered(text);
  if (parts.length === 1) return { ...state, typed: text, leftOut: "", announcement: null };
  const typed = parts.pop() ?? "";
  const added = parts.filter(Boolean).reduce(addWord, { ...state, typed });
  return /[;；؛]/.test(text) ? { ...added, words: [] } : added;
}

function addWord(state: UsernamesState, text: string): UsernamesState {
  const added = add(state, text);
  const names = added.names.slice(state.names.length);
  return { ...added, words: [...state.words, { text, names }] };
}

function typeBracketed(state: UsernamesState, text: string): UsernamesState {
  const before = state.words.map((word) => word.text);
  const names = new Set(state.words.flatMap((word) => word.names));
  const typed = [...before, text].join(" ");
  const others = { ...state, names: state.names.filter((name) => !names.has(name)), words: [] };
  if (/[>＞;；؛]$/.test(text)) return complete(others, typed);
  return { ...others, typed, leftOut: "", announcement: null };
}

/** What is typed next doesn't belong to this text. */
function complete(state: UsernamesState, text: string): UsernamesState {
  return { ...add(state, text), typed: "", words: [] };
}

function paste(
  state: UsernamesState,
  { text, before, after }: { text: string; before: string; after: string },
) {
  if (hasColumns(text))
    return { ...state, table: atOnce(withoutMarkdown(text)), leftOut: "", announcement: null };
  return complete(state, before + text + after);
}

function add(state: UsernamesState, text: string): UsernamesState {
  const { names: entered, leftOut } = readEnteredNames(text);
  const names = [...new Set([...state.names, ...entered])];
  return {
    ...state,
    names,
    leftOut: leftOut.join("; "),
    announcement: addedAnnouncement(entered, names.length - state.names.length),
  };
}

function without(state: UsernamesState, name: string): UsernamesState {
  const reasons = new Map([...state.reasons].filter(([other]) => other !== name));
  const words = state.words.filter(({ names }) => !names.includes(name));
  return { ...state, reasons, words, names: state.names.filter((other) => other !== name), leftOut: "" };
}

function addedAnnouncement(entered: readonly string[], added: number): Announcement | null {
  const [name] = entered;
  if (name === undefined) return null;
  if (entered.length === 1) return { code: added === 1 ? "added" : "duplicate", name };
  return { code: "added-many", added, count: entered.length };
}
