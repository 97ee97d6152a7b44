import { Chip } from "@/components/chip";
import { Fact, Facts } from "@/components/facts";
import { FrameLink } from "@/components/frame/frame-link";
import { Name } from "@/components/name";
import { RelativeTime } from "@/components/relative-time";
import type { MemberRow } from "@/db/memberships/rows";

type UserFactsProps = { readonly user: MemberRow; readonly usersHref: string };

/** The profile, which belongs to the organization that manages the account, and how the user came here. */
export function UserFacts({ user, usersHref }: UserFactsProps) {
  const { username, email, disabled, origin, managedBy, invitedBy, joinedAt } = user;
  return (
    <>
      <FrameLink href={usersHref} className="link self-start">
        All users
      </FrameLink>
      <Facts>
        <Fact term="Username">
          <Name>{username}</Name> {disabled && <Chip tone="warning">Disabled</Chip>}
        </Fact>
        <Fact term="E-mail">
          {email ? <Name>{email}</Name> : <span className="text-muted">No e-mail address</span>}
        </Fact>
        <Fact term="Managed by">
          <Name>{managedBy.name}</Name>
          {origin === "invited" && (
            <span className="text-muted"> The profile is changed there, not here.</span>
          )}
        </Fact>
        {origin === "invited" && (
          <Fact term="Invited by">
            {invitedBy ? <Name>{invitedBy}</Name> : <span className="text-muted">Somebody removed</span>}
          </Fact>
        )}
        <Fact term="Joined">
          <RelativeTime date={joinedAt} />
        </Fact>
      </Facts>
    </>
  );
}
