import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { LastDay } from "@/components/ui/last-day";
import { Name } from "@/components/ui/name";
import type { Offer } from "@/db/invitations/find-by-link";
import { formatExact, formatRelative } from "@/lib/dates";
import { OfferedGroups } from "./offered-groups";

export function InvitationDetails({
  offer,
  now = new Date(),
}: {
  readonly offer: Offer;
  readonly now?: Date;
}) {
  return (
    <DescriptionList>
      {offer.inviterName && (
        <DescriptionItem term="Invited by">
          <Name>{offer.inviterName}</Name>
        </DescriptionItem>
      )}
      <DescriptionItem term="Organization">
        <Name>{offer.organization.name}</Name>
      </DescriptionItem>
      <DescriptionItem term="Your account">
        <Name className="font-medium">{offer.invitee.username}</Name>
        <span className="text-muted">
          {" "}
          of <Name>{offer.parent.name}</Name>
        </span>
      </DescriptionItem>
      <DescriptionItem term="Groups">
        <OfferedGroups groups={offer.groups} />
      </DescriptionItem>
      {offer.membershipEndsAt && (
        <DescriptionItem term="Member until">
          the end of <LastDay endsAt={offer.membershipEndsAt} /> (UTC)
        </DescriptionItem>
      )}
      <DescriptionItem term="Open until">
        <time dateTime={offer.expiresAt.toISOString()}>{formatExact(offer.expiresAt)}</time>
        <span className="text-muted"> ({formatRelative(offer.expiresAt, now)})</span>
      </DescriptionItem>
    </DescriptionList>
  );
}
