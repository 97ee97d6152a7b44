import { Name } from "./name";
import { NavLink } from "./nav-link";

type NameLinkProps = {
  /** Null if there is no page, or the viewer can't see it. */
  readonly href: string | null | undefined;
  readonly className?: string;
  readonly children: string;
};

/** A name that links to its page. */
export function NameLink({ href, className = "", children }: NameLinkProps) {
  const name = <Name className={className}>{children}</Name>;
  if (!href) return name;
  return (
    <NavLink href={href} className="link">
      {name}
    </NavLink>
  );
}
