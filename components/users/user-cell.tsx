import type { ReactNode } from "react";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";

type UserCellProps = {
  readonly username: string;
  readonly name: string;
  /** Where there is more about them. */
  readonly href?: string;
  readonly children?: ReactNode;
};

/** Username first, because that is what one invites by. */
export function UserCell({ username, name, href, children }: UserCellProps) {
  return (
    <div className="flex min-w-0 flex-col items-start leading-5">
      <span className="flex flex-wrap items-center gap-x-2">
        {href ? (
          <NavLink href={href} className="link font-medium">
            <Name>{username}</Name>
          </NavLink>
        ) : (
          <Name className="font-medium">{username}</Name>
        )}
        {children}
      </span>
      <Name className="line-clamp-3 text-muted">{name}</Name>
    </div>
  );
}
