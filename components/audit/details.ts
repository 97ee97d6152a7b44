import { formatDay } from "@/lib/dates";

/** What a row tells besides: what changed from what to what, and the rest as terms with what is so. */
export type Details = {
  readonly changes: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly facts: readonly { readonly term: string; readonly text: string }[];
};

/** The details of an audit row in words. They are whatever some version of Usher wrote: nothing is relied on. */
export function detailsOf(details: Readonly<Record<string, unknown>>): Details {
  const { changes, ...others } = details;
  return {
    changes: entriesOf(changes).map(([name, change]) => {
      const [from, to] = Array.isArray(change) ? change : [null, change];
      return { name: termOf(name), from: textOf(from), to: textOf(to) };
    }),
    facts: Object.entries(others)
      .map(([name, value]) => ({ term: TERMS[name] ?? termOf(name), text: wordsOf(name, value) }))
      .filter(({ text }) => text !== ""),
  };
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function wordsOf(name: string, value: unknown): string {
  const code = typeof value === "string" ? value : "";
  if (name === "lastDay") return formatDay(code);
  if (name === "reason") return REASONS[code] ?? textOf(value);
  if (name === "origin") return ORIGINS[code] ?? textOf(value);
  if (name === "withheld") {
    return entriesOf(value)
      .map(([group, fate]) => `${group} (${FATES[textOf(fate)] ?? textOf(fate)})`)
      .join(", ");
  }
  return textOf(value);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** "invitationLifetimeHours" and "invited users" as the beginning of a line. */
function termOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.replace(/^./, (first) => first.toUpperCase());
}

const TERMS: Readonly<Record<string, string>> = {
  reason: "Why",
  withheld: "Not given",
  sending: "Sending number",
  repeats: "Further attempts",
};

const ORIGINS: Readonly<Record<string, string>> = {
  managed: "The account was managed there",
  invited: "Came by invitation",
};

const FATES: Readonly<Record<string, string>> = {
  gone: "deleted meanwhile",
  "too-powerful": "allows more than the inviter may do",
};

const REASONS: Readonly<Record<string, string>> = {
  removed: "Removed from the organization.",
  left: "Left by their own wish.",
  "left-parent": "No longer a user of the parent organization.",
  "account-disabled": "The account was disabled.",
  "account-deleted": "The account was deleted.",
  "organization-deleted": "The organization was deleted.",
  replaced: "Replaced by a newer invitation.",
  ended: "The invitation had ended.",
  ungrantable: "Its groups allow more than who sends it may do.",
  "no-email": "The user has no e-mail address.",
  "not-a-user-of-parent": "No user of the parent organization.",
  "already-a-user": "A user here already.",
};
