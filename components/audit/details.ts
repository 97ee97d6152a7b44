import { formatDay } from "@/lib/dates";

/** The details of an event: changed values, and everything else as terms and texts. */
export type Details = {
  readonly changes: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly facts: readonly { readonly term: string; readonly text: string }[];
};

/** Formats the details of an event. Any version of Usher may have written them, so they can have any shape. */
export function formatDetails(details: Readonly<Record<string, unknown>>): Details {
  const { changes, ...others } = details;
  return {
    changes: entriesOf(changes).map(([name, change]) => {
      const [from, to] = Array.isArray(change) ? change : [null, change];
      return { name: formatTerm(name), from: formatChanged(name, from), to: formatChanged(name, to) };
    }),
    facts: Object.entries(others)
      .filter(([name]) => !IN_SENTENCE.includes(name))
      .map(([name, value]) => ({ term: TERMS[name] ?? formatTerm(name), text: formatValue(name, value) }))
      .filter(({ text }) => text !== ""),
  };
}

/** The kind and size of a bulk action, which the sentence of the event contains. */
const IN_SENTENCE: readonly string[] = ["kind", "size"];

function formatChanged(name: string, value: unknown): string {
  if (name === "lastDay") return typeof value === "string" ? formatDay(value) : "none";
  if (typeof value === "boolean") return value ? "on" : "off";
  return plainText(value);
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function formatValue(name: string, value: unknown): string {
  const code = typeof value === "string" ? value : "";
  if (name === "lastDay") return formatDay(code);
  if (name === "reason") return REASONS[code] ?? plainText(value);
  if (name === "origin") return ORIGINS[code] ?? plainText(value);
  if (name === "withheld") {
    return entriesOf(value)
      .map(([group, problem]) => `${group} (${GRANT_PROBLEMS[plainText(problem)] ?? plainText(problem)})`)
      .join(", ");
  }
  return plainText(value);
}

function plainText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(plainText).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** "invitationLifetimeHours" → "Invitation lifetime hours". */
function formatTerm(name: string): string {
  const text = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return text.replace(/^./, (first) => first.toUpperCase());
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

const GRANT_PROBLEMS: Readonly<Record<string, string>> = {
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
  "ended-elsewhere": "Ended from another place.",
  "signed-out-everywhere": "Signed out everywhere.",
  "replaced-in-browser": "Replaced by a new sign-in in the same browser.",
  "too-many-sessions": "Too many active sessions.",
  "session-expired": "Expired, or not used for too long.",
};
