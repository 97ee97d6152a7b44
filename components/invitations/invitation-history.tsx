import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Invitation, InvitationEvent } from "@/db/invitations/types";
import { historyText } from "./history-text";

/** The events of an invitation, oldest first. */
export function InvitationHistory({ invitation }: { readonly invitation: Invitation }) {
  return (
    <section aria-labelledby="story" className="flex flex-col gap-3">
      <h2 id="story" className="text-lg font-semibold">
        Story
      </h2>
      <ol aria-labelledby="story" className="card divide-y divide-separator">
        {invitation.story.map((event) => (
          <HistoryItem key={event.id} event={event} reason={reasonOf(event, invitation)} />
        ))}
      </ol>
    </section>
  );
}

/** The audit log doesn't have the reason, the invitation does. */
function reasonOf({ action }: InvitationEvent, { declineReason }: Invitation): string | null {
  return action === "invitations.decline" ? declineReason : null;
}

function HistoryItem({ event, reason }: { readonly event: InvitationEvent; readonly reason: string | null }) {
  const text = historyText(event);
  if (!text) return null;
  return (
    <li className="flex flex-wrap justify-between gap-x-4 px-4 py-2.5">
      <span className="min-w-0">
        {text.actor && <Name className="font-medium">{text.actor}</Name>} {text.action}
        {text.detail && (
          <>
            {" "}
            <bdi className="wrap-anywhere">{text.detail}</bdi>
          </>
        )}
        {reason && <bdi className="block whitespace-pre-line text-muted wrap-anywhere">{`“${reason}”`}</bdi>}
      </span>
      <span className="text-muted">
        <RelativeTime date={event.at} />
      </span>
    </li>
  );
}
