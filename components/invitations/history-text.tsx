import type { ReactNode } from "react";
import { richText } from "@/components/ui/rich-text";
import type { InvitationEvent } from "@/db/invitations/types";
import type { Translator } from "@/i18n/translator";
import { listNames } from "@/lib/cut-list";
import { formatDay } from "@/lib/dates";
import { emailErrorText, isEmailError } from "@/lib/email-errors";

export type HistoryText = {
  readonly sentence: ReactNode;
  /** More sentences, with names and reasons that people wrote. */
  readonly details: readonly string[];
};

export type HistoryTranslators = {
  readonly t: Translator<"invitations.history">;
  readonly common: Translator<"common">;
  readonly emailErrors: Translator<"email-errors">;
  readonly locale: string;
};

/** Null for events that the history leaves out. */
export function historyText(
  { t, common, emailErrors, locale }: HistoryTranslators,
  { action, actorName, actorFullName, details }: InvitationEvent,
): HistoryText | null {
  const actor = actorFullName ?? actorName;
  const by = { ...richText, actor: actor ?? t("system") };
  const says = (sentence: ReactNode, ...more: readonly (string | null)[]) => ({
    sentence,
    details: more.filter((text) => text !== null),
  });
  switch (action) {
    case "invitations.create":
      return says(
        t.rich("invited", by),
        groupsText({ t, common }, "groups", details.groups),
        memberUntil(t, locale, details),
      );
    case "invitations.send":
      return says(t("sent"));
    case "invitations.send-failed":
      return says(
        t("sendFailed"),
        isEmailError(details.error) ? emailErrorText(emailErrors, details.error) : null,
      );
    case "invitations.resend":
      return says(t.rich("resent", by));
    case "invitations.open":
      return says(t.rich("opened", by));
    case "invitations.request-new-link":
      return says(t.rich("newLinkRequested", { ...by, actor: actor ?? t("linkHolder") }));
    case "invitations.edit":
      return says(
        t.rich("groupsChanged", by),
        groupsText({ t, common }, "added", details.added),
        groupsText({ t, common }, "removed", details.removed),
      );
    case "invitations.accept":
      return says(t.rich("accepted", by), groupsText({ t, common }, "groups", details.groups));
    case "invitations.decline":
      return says(t.rich("declined", by));
    case "invitations.delete":
      return says(t.rich("deleted", by));
    case "invitations.end":
      return says(t(`ended.${endReason(details.reason)}`));
    default:
      return null;
  }
}

const END_REASONS = ["replaced", "left-parent", "account-disabled"] as const;

function endReason(reason: unknown) {
  return END_REASONS.find((known) => known === reason) ?? "unknown";
}

function groupsText(
  { t, common }: Pick<HistoryTranslators, "t" | "common">,
  kind: "groups" | "added" | "removed",
  list: unknown,
): string | null {
  const groups = listNames(common, list);
  return groups ? t(`details.${kind}`, { groups }) : null;
}

function memberUntil(
  t: HistoryTranslators["t"],
  locale: string,
  { lastDay }: InvitationEvent["details"],
): string | null {
  return typeof lastDay === "string" ? t("details.memberUntil", { day: formatDay(lastDay, locale) }) : null;
}
