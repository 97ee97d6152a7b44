import { splitEntered, splitUsernames } from "@/lib/usernames";

export type UsernamesState = {
  /** The chips. */
  readonly names: readonly string[];
  /** The text after the last chip. */
  readonly typed: string;
  /** What screen readers hear about the last change. */
  readonly announcement: string;
};

export type UsernamesChange =
  | { readonly type: "type"; readonly text: string }
  /** Text that an input method is still composing, in which separators don't count yet. */
  | { readonly type: "compose"; readonly text: string }
  | { readonly type: "add"; readonly text: string }
  | { readonly type: "remove"; readonly name: string }
  | { readonly type: "edit"; readonly name: string }
  | { readonly type: "reset"; readonly names: readonly string[] };

export const NO_USERNAMES: UsernamesState = { names: [], typed: "", announcement: "" };

export function changeUsernames(state: UsernamesState, change: UsernamesChange): UsernamesState {
  switch (change.type) {
    case "type":
      return type(state, change.text);
    case "compose":
      return { ...state, typed: change.text };
    case "add":
      return { ...add(state, change.text), typed: "" };
    case "remove":
      return { ...without(state, change.name), announcement: `${change.name} removed.` };
    case "edit":
      return {
        ...without(add(state, state.typed), change.name),
        typed: change.name,
        announcement: `Editing ${change.name}.`,
      };
    case "reset":
      return { ...NO_USERNAMES, names: change.names };
  }
}

/** The chips and the typed text, which counts when the form is submitted. */
export function allUsernames({ names, typed }: UsernamesState): string[] {
  return [...new Set([...names, ...splitUsernames(typed)])];
}

/** A separator turns the text before it into a chip. */
function type(state: UsernamesState, text: string): UsernamesState {
  const parts = splitEntered(text);
  if (parts.length === 1) return { ...state, typed: text, announcement: "" };
  const typed = parts.pop() ?? "";
  return { ...add(state, parts.join(" ")), typed };
}

function add(state: UsernamesState, text: string): UsernamesState {
  const entered = splitUsernames(text);
  const names = [...new Set([...state.names, ...entered])];
  return { ...state, names, announcement: addedText(entered, names.length - state.names.length) };
}

function without(state: UsernamesState, name: string): UsernamesState {
  return { ...state, names: state.names.filter((other) => other !== name) };
}

function addedText(entered: readonly string[], added: number): string {
  const [first] = entered;
  if (first === undefined) return "";
  if (entered.length === 1) return added === 1 ? `${first} added.` : `${first} is already entered.`;
  return added === entered.length
    ? `${added} usernames added.`
    : `${added} of ${entered.length} added, the others were already entered.`;
}
