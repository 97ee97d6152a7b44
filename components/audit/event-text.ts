import type { ReactNode } from "react";
import type { AuditRow } from "@/db/audit/types";
import type { Translator } from "@/i18n/translator";
import { DONE_ACTIONS } from "@/lib/audit-actions";

type EventParts = Pick<AuditRow, "actorName" | "action" | "outcome" | "subjectName"> &
  Partial<Pick<AuditRow, "address" | "details">>;

type Tags = { readonly actor: () => ReactNode; readonly target: () => ReactNode };

/** An event as a sentence: "ada resent grace's invitation". */
export function eventSentence(t: Translator, row: EventParts, tags: Tags): ReactNode {
  return t.rich(`audit.events.${sentenceOf(t, row)}`, { ...valuesOf(t, row), ...tags });
}

/** Like `eventSentence`, as plain text. */
export function eventText(t: Translator, row: EventParts): string {
  const tags = { actor: () => actorText(t, row), target: () => targetText(t, row) };
  return t.markup(`audit.events.${sentenceOf(t, row)}`, { ...valuesOf(t, row), ...tags });
}

/** The name of an event's action, for filters: "Invitation resent". Null for that of an earlier version. */
export function actionText(t: Translator, action: string): string | null {
  const [noun, verb] = action.split(".");
  // Safe: these are the two parts of a known action.
  return DONE_ACTIONS.some((known) => known === action)
    ? t(`audit.actions.${noun}.${verb}` as "audit.actions.settings.edit")
    : null;
}

/** Without an actor, an event is from Usher itself, or from a request of someone who wasn't signed in. */
export function actorText(t: Translator, { actorName, address }: EventParts): string {
  return actorName ?? t(address ? "audit.someone" : "audit.system");
}

/** The number of users that an event names. The details have the others. */
const MAX_NAMES = 3;

/** The name of the target, or of the first of several users: "ada, grace and 3 more". */
export function targetText(t: Translator, { action, subjectName, details = {} }: EventParts): string {
  const users = Number(details.users ?? 1);
  if (isOfUnknownUsers({ action, subjectName })) return t("audit.unknownUsers", { count: users });
  if (subjectName === null) return users > 1 ? t("audit.severalUsers", { count: users }) : "";
  if (users === 1) return subjectName;
  const first = subjectName.split(", ").slice(0, MAX_NAMES);
  const names = first.join(t("common.listSeparator"));
  const count = users - first.length;
  return count > 0 ? t("common.andMore", { names, count }) : names;
}

/** Unknown usernames aren't recorded, because people type passwords into the wrong field. */
export function isOfUnknownUsers({
  action,
  subjectName,
}: Pick<EventParts, "action" | "subjectName">): boolean {
  return action === "invitations.create" && subjectName === null;
}

/** Each has sentences. The first that has one for the event's action is taken. */
const MODES = {
  done: { own: ["own", "done"], other: ["done"] },
  refused: { own: ["ownRefused", "refused", "denied"], other: ["refused", "denied"] },
} as const;

function sentenceOf(t: Translator, { action, outcome, actorName, subjectName }: EventParts): "other" {
  const [noun, verb] = action.split(".");
  const modes = MODES[outcome][actorName !== null && actorName === subjectName ? "own" : "other"];
  const mode = modes.find((known) => t.has(`audit.events.${known}.${noun}.${verb}` as "audit.events.other"));
  // Safe: all sentences have the same parameters.
  return mode ? (`${mode}.${noun}.${verb}` as "other") : "other";
}

/** Those of all sentences. The kind and size are of a bulk action. */
function valuesOf(t: Translator, { action, details = {} }: EventParts) {
  return {
    action: actionText(t, action) ?? action,
    kind: details.kind === "delete-organization" ? "organization" : String(details.kind),
    size: Number(details.size ?? 0),
  };
}
