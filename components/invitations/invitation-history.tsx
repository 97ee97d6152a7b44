import { useLocale, useTranslations } from "next-intl";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Sentences } from "@/components/ui/sentences";
import type { Invitation, InvitationEvent } from "@/db/invitations/types";
import { historyText } from "./history-text";

/** The events of an invitation, oldest first. */
export function InvitationHistory({ invitation }: { readonly invitation: Invitation }) {
  const t = useTranslations("invitations.history");
  return (
    <Section headingId="history" title={t("title")}>
      {invitation.hasEarlierEvents && <p className="text-muted">{t("hasEarlier")}</p>}
      <ol aria-labelledby="history" className="card divide-y divide-separator">
        {invitation.history.map((event) => (
          <HistoryItem key={event.id} event={event} reason={reasonOf(event, invitation)} />
        ))}
      </ol>
    </Section>
  );
}

/** The audit log doesn't have the reason, the invitation does. */
function reasonOf({ action }: InvitationEvent, { declineReason }: Invitation): string | null {
  return action === "invitations.decline" ? declineReason : null;
}

function HistoryItem({ event, reason }: { readonly event: InvitationEvent; readonly reason: string | null }) {
  const t = useTranslations("invitations.history");
  const emailErrors = useTranslations("email-errors");
  const common = useTranslations("common");
  const text = historyText({ t, common, emailErrors, locale: useLocale() }, event);
  if (!text) return null;
  return (
    <li className="flex flex-wrap justify-between gap-x-4 px-4 py-2.5">
      <span className="min-w-0">
        <Sentences
          of={[
            text.sentence,
            ...text.details.map((detail) => (
              <bdi key={detail} className="wrap-anywhere">
                {detail}
              </bdi>
            )),
          ]}
        />
        {reason && (
          <bdi className="block whitespace-pre-line text-muted wrap-anywhere">
            {common("quoted", { text: reason })}
          </bdi>
        )}
      </span>
      <span className="text-muted">
        <RelativeTime date={event.at} />
      </span>
    </li>
  );
}
