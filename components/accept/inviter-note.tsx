import { Name } from "@/components/name";
import { PlainWords } from "@/components/plain-words";
import type { Offer } from "@/db/invitations/read";

/** What the inviter wrote to those invited. */
export function InviterNote({ offer }: { readonly offer: Offer }) {
  if (!offer.note) return null;
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-muted">
        {offer.inviterName ? <Name>{offer.inviterName}</Name> : "Who invites you"} writes:
      </figcaption>
      <PlainWords>{offer.note}</PlainWords>
    </figure>
  );
}
