import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { LastDay } from "@/components/ui/last-day";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { User } from "@/db/users/get";

type UserFactsProps = {
  readonly user: User;
  readonly usersHref: string;
  /** Null if the user has a password, or the viewer can't see its status. */
  readonly password: ReactNode;
};

/** The profile, and how the user came here. Only the managing organization can change the profile. */
export function UserFacts({ user, usersHref, password }: UserFactsProps) {
  const { username, email, disabled, origin, managedBy, joinedAt, ends } = user;
  return (
    <>
      <NavLink href={usersHref} className="link self-start">
        All users
      </NavLink>
      <DescriptionList>
        <DescriptionItem term="Username">
          <Name>{username}</Name> {disabled && <Badge tone="warning">Disabled</Badge>}
        </DescriptionItem>
        <DescriptionItem term="E-mail">
          {email ? <Name>{email}</Name> : <span className="text-muted">No e-mail address</span>}
        </DescriptionItem>
        <DescriptionItem term="Managed by">
          <Name>{managedBy.name}</Name>
          {origin === "invited" && (
            <span className="text-muted"> The profile is changed there, not here.</span>
          )}
        </DescriptionItem>
        {origin === "invited" && <Invited {...user} />}
        <DescriptionItem term="Joined">
          <RelativeTime date={joinedAt} />
        </DescriptionItem>
        {ends && (
          <DescriptionItem term="Last day">
            <LastDay endsAt={ends} /> (UTC)
            {ends.getTime() !== user.endsAt?.getTime() && (
              <span className="text-muted">
                {" "}
                With this day ends the membership of <Name>{user.cameFrom ?? ""}</Name>, through which they
                came.
              </span>
            )}
          </DescriptionItem>
        )}
        {password && <DescriptionItem term="Password">{password}</DescriptionItem>}
      </DescriptionList>
    </>
  );
}

function Invited({ invitedBy, cameFrom, invitedAt }: User) {
  return (
    <>
      <DescriptionItem term="Invited by">
        {invitedBy ? <Name>{invitedBy}</Name> : <span className="text-muted">Somebody who is gone</span>}
        {invitedAt && (
          <>
            , <RelativeTime date={invitedAt} />
          </>
        )}
      </DescriptionItem>
      {cameFrom && (
        <DescriptionItem term="Came from">
          <Name>{cameFrom}</Name>
        </DescriptionItem>
      )}
    </>
  );
}
