import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { NavLink } from "@/components/ui/nav-link";
import { Truncated } from "@/components/ui/truncated";

type UserCellProps = {
  readonly name: string;
  readonly username: string;
  /** The second line: the email address, or what stands in its place. */
  readonly children?: ReactNode;
  /** Null if there is no page, or the viewer can't see it. */
  readonly href?: string | null;
  /** Badges at the end of the first line. */
  readonly badges?: ReactNode;
};

/** A user in a list: "Grace Holloway · grace" over the email address. The username is there because people invite by it. */
export function UserCell({ name, username, children, href, badges }: UserCellProps) {
  const person = (
    <Truncated title={`${name} · ${username}`}>
      <bdi className="font-medium">{name}</bdi>
      <span className="text-muted">
        {" · "}
        <bdi>{username}</bdi>
      </span>
    </Truncated>
  );
  return (
    <div className="person">
      <span>
        <Avatar name={name} />
      </span>
      <div>
        <div className="flex min-w-0 items-center gap-2">
          {href ? (
            <NavLink href={href} className="row-link link min-w-0">
              {person}
            </NavLink>
          ) : (
            person
          )}
          {badges}
        </div>
        {children}
      </div>
    </div>
  );
}
