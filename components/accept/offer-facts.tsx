import { OfferedGroups } from "@/components/accept/offered-groups";
import { exactWords, relativeWords } from "@/components/dates";
import { Fact, Facts } from "@/components/facts";
import { LastDay } from "@/components/last-day";
import { Name } from "@/components/name";
import type { Offer } from "@/db/invitations/read";

/** Who invites, into what, which account, with which groups, until when. */
export function OfferFacts({ offer, now = new Date() }: { readonly offer: Offer; readonly now?: Date }) {
  return (
    <Facts>
      {offer.inviterName && (
        <Fact term="Invited by">
          <Name>{offer.inviterName}</Name>
        </Fact>
      )}
      <Fact term="Organization">
        <Name>{offer.organization.name}</Name>
      </Fact>
      <Fact term="Your account">
        <Name className="font-medium">{offer.invitee.username}</Name>
        <span className="text-muted">
          {" "}
          of <Name>{offer.parent.name}</Name>
        </span>
      </Fact>
      <Fact term="Groups">
        <OfferedGroups groups={offer.groups} />
      </Fact>
      {offer.membershipEnds && (
        <Fact term="Member until">
          the end of <LastDay ends={offer.membershipEnds} /> (UTC)
        </Fact>
      )}
      <Fact term="Open until">
        <time dateTime={offer.expiresAt.toISOString()}>{exactWords(offer.expiresAt)}</time>
        <span className="text-muted"> ({relativeWords(offer.expiresAt, now)})</span>
      </Fact>
    </Facts>
  );
}
