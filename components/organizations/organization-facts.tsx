import { Badge } from "@/components/ui/badge";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { NavLink } from "@/components/ui/nav-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ChildOrganization } from "@/db/organizations/types";
import { upTo } from "@/lib/plural";

type OrganizationFactsProps = {
  readonly organization: ChildOrganization;
  readonly organizationsHref: string;
};

export function OrganizationFacts({ organization, organizationsHref }: OrganizationFactsProps) {
  const { disabled, users, accounts, pendingInvitations, below, createdAt } = organization;
  return (
    <>
      <NavLink href={organizationsHref} className="link self-start">
        All organizations
      </NavLink>
      <DescriptionList>
        <DescriptionItem term="State">
          {disabled ? <Badge tone="warning">Disabled</Badge> : <Badge tone="success">Active</Badge>}
          {disabled && (
            <span className="text-muted"> Nobody can sign in, switch, invite or accept there or below.</span>
          )}
        </DescriptionItem>
        <DescriptionItem term="Users">
          {upTo(users)} <span className="text-muted">({upTo(accounts)} managed there)</span>
        </DescriptionItem>
        <DescriptionItem term="Invitations">{upTo(pendingInvitations)} pending</DescriptionItem>
        <DescriptionItem term="Below it">
          {upTo(below)} {below === 1 ? "organization" : "organizations"}
          {disabled && below > 0 && (
            <span className="text-muted"> It can be deleted when there is none.</span>
          )}
        </DescriptionItem>
        <DescriptionItem term="Created">
          <RelativeTime date={createdAt} />
        </DescriptionItem>
      </DescriptionList>
    </>
  );
}
