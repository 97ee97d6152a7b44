import { Chip } from "@/components/chip";
import { Fact, Facts } from "@/components/facts";
import { FrameLink } from "@/components/frame/frame-link";
import { upTo } from "@/components/plural";
import { RelativeTime } from "@/components/relative-time";
import type { OrganizationBelow } from "@/db/organizations/rows";

type OrganizationFactsProps = {
  readonly organization: OrganizationBelow;
  readonly organizationsHref: string;
};

export function OrganizationFacts({ organization, organizationsHref }: OrganizationFactsProps) {
  const { disabled, users, accounts, pendingInvitations, below, createdAt } = organization;
  return (
    <>
      <FrameLink href={organizationsHref} className="link self-start">
        All organizations
      </FrameLink>
      <Facts>
        <Fact term="State">
          {disabled ? <Chip tone="warning">Disabled</Chip> : <Chip tone="success">Active</Chip>}
          {disabled && (
            <span className="text-muted"> Nobody can sign in, switch, invite or accept there or below.</span>
          )}
        </Fact>
        <Fact term="Users">
          {upTo(users)} <span className="text-muted">({upTo(accounts)} managed there)</span>
        </Fact>
        <Fact term="Invitations">{upTo(pendingInvitations)} pending</Fact>
        <Fact term="Below it">
          {upTo(below)} {below === 1 ? "organization" : "organizations"}
          {disabled && below > 0 && (
            <span className="text-muted"> It can be deleted when there is none.</span>
          )}
        </Fact>
        <Fact term="Created">
          <RelativeTime date={createdAt} />
        </Fact>
      </Facts>
    </>
  );
}
