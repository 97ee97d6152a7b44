import { splitEntered, splitUsernames } from "@/lib/usernames";

/** What the field holds: chips, and what is typed but not yet entered. */
export type UsernamesState = {
  readonly names: readonly string[];
  readonly typed: string;
  /** What a screen reader is told about the last change. */
  readonly said: string;
};

export type UsernamesChange =
  | { readonly do: "type"; readonly text: string }
  /** An input method is still composing: nothing is entered yet. */
  | { readonly do: "hold"; readonly text: string }
  | { readonly do: "enter"; readonly text: string }
  | { readonly do: "remove"; readonly name: string }
  | { readonly do: "edit"; readonly name: string }
  | { readonly do: "begin"; readonly names: readonly string[] };

export const NO_USERNAMES: UsernamesState = { names: [], typed: "", said: "" };

export function changeUsernames(state: UsernamesState, change: UsernamesChange): UsernamesState {
  switch (change.do) {
    case "type":
      return type(state, change.text);
    case "hold":
      return { ...state, typed: change.text };
    case "enter":
      return { ...add(state, change.text), typed: "" };
    case "remove":
      return { ...without(state, change.name), said: `${change.name} removed.` };
    case "edit":
      return {
        ...without(add(state, state.typed), change.name),
        typed: change.name,
        said: `Editing ${change.name}.`,
      };
    case "begin":
      return { ...NO_USERNAMES, names: change.names };
  }
}

/** Everything that the field holds, entered or not. */
export function allUsernames({ names, typed }: UsernamesState): string[] {
  return [...new Set([...names, ...splitUsernames(typed)])];
}

/** A separator enters what stands before it; what stands after it is still being typed. */
function type(state: UsernamesState, text: string): UsernamesState {
  const parts = splitEntered(text);
  if (parts.length === 1) return { ...state, typed: text, said: "" };
  const typed = parts.pop() ?? "";
  return { ...add(state, parts.join(" ")), typed };
}

function add(state: UsernamesState, text: string): UsernamesState {
  const given = splitUsernames(text);
  const names = [...new Set([...state.names, ...given])];
  return { ...state, names, said: saying(given, names.length - state.names.length) };
}

function without(state: UsernamesState, name: string): UsernamesState {
  return { ...state, names: state.names.filter((other) => other !== name) };
}

function saying(given: readonly string[], added: number): string {
  const [only] = given;
  if (only === undefined) return "";
  if (given.length === 1) return added === 1 ? `${only} added.` : `${only} is already entered.`;
  return added === given.length
    ? `${added} usernames added.`
    : `${added} of ${given.length} added, the others were already entered.`;
}
