import { Name } from "@/components/ui/name";
import { QuotedText } from "@/components/ui/quoted-text";
import type { Offer } from "@/db/invitations/find-by-link";

export function InviterNote({ offer }: { readonly offer: Offer }) {
  if (!offer.note) return null;
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-muted">
        {offer.inviterName ? <Name>{offer.inviterName}</Name> : "Who invites you"} writes:
      </figcaption>
      <QuotedText>{offer.note}</QuotedText>
    </figure>
  );
}
