import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Invitation, InvitationEvent } from "@/db/invitations/types";
import { historyText } from "./history-text";

/** What happened to an invitation, the first thing first. */
export function InvitationHistory({ invitation }: { readonly invitation: Invitation }) {
  return (
    <section aria-labelledby="story" className="flex flex-col gap-3">
      <h2 id="story" className="text-lg font-semibold">
        Story
      </h2>
      <ol aria-labelledby="story" className="card divide-y divide-separator">
        {invitation.story.map((event) => (
          <Happening key={event.id} event={event} reason={reasonOf(event, invitation)} />
        ))}
      </ol>
    </section>
  );
}

/** The invitee's own words stand on the invitation and not in the audit. */
function reasonOf({ action }: InvitationEvent, { declineReason }: Invitation): string | null {
  return action === "invitations.decline" ? declineReason : null;
}

function Happening({ event, reason }: { readonly event: InvitationEvent; readonly reason: string | null }) {
  const told = historyText(event);
  if (!told) return null;
  return (
    <li className="flex flex-wrap justify-between gap-x-4 px-4 py-2.5">
      <span className="min-w-0">
        {told.actor && <Name className="font-medium">{told.actor}</Name>} {told.did}
        {told.detail && (
          <>
            {" "}
            <bdi className="wrap-anywhere">{told.detail}</bdi>
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
