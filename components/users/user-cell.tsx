import type { ReactNode } from "react";
import { Name } from "@/components/ui/name";
import { NameLink } from "@/components/ui/name-link";

type UserCellProps = {
  readonly username: string;
  readonly name: string;
  readonly href?: string;
  readonly children?: ReactNode;
};

/** Username first, because people invite by username. */
export function UserCell({ username, name, href, children }: UserCellProps) {
  return (
    <div className="flex min-w-0 flex-col items-start leading-5">
      <span className="flex flex-wrap items-center gap-x-2">
        <NameLink href={href} className="font-medium">
          {username}
        </NameLink>
        {children}
      </span>
      <Name className="line-clamp-3 text-muted">{name}</Name>
    </div>
  );
}
