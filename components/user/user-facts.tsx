import type { ReactNode } from "react";
import { Chip } from "@/components/chip";
import { Fact, Facts } from "@/components/facts";
import { FrameLink } from "@/components/frame/frame-link";
import { LastDay } from "@/components/last-day";
import { Name } from "@/components/name";
import { RelativeTime } from "@/components/relative-time";
import type { User } from "@/db/users/rows";

type UserFactsProps = {
  readonly user: User;
  readonly usersHref: string;
  /** How the password stands; null where that is nobody's business here, or all is well. */
  readonly password: ReactNode;
};

/** The profile, which belongs to the organization that manages the account, and how the user came here. */
export function UserFacts({ user, usersHref, password }: UserFactsProps) {
  const { username, email, disabled, origin, managedBy, joinedAt, ends } = user;
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
        {origin === "invited" && <Invited {...user} />}
        <Fact term="Joined">
          <RelativeTime date={joinedAt} />
        </Fact>
        {ends && (
          <Fact term="Last day">
            <LastDay ends={ends} /> (UTC)
            {ends.getTime() !== user.endsAt?.getTime() && (
              <span className="text-muted">
                {" "}
                With this day ends the membership of <Name>{user.cameFrom ?? ""}</Name>, through which they
                came.
              </span>
            )}
          </Fact>
        )}
        {password && <Fact term="Password">{password}</Fact>}
      </Facts>
    </>
  );
}

function Invited({ invitedBy, cameFrom, invitedAt }: User) {
  return (
    <>
      <Fact term="Invited by">
        {invitedBy ? <Name>{invitedBy}</Name> : <span className="text-muted">Somebody who is gone</span>}
        {invitedAt && (
          <>
            , <RelativeTime date={invitedAt} />
          </>
        )}
      </Fact>
      {cameFrom && (
        <Fact term="Came from">
          <Name>{cameFrom}</Name>
        </Fact>
      )}
    </>
  );
}
