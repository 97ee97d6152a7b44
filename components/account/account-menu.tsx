import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";

type AccountCornerProps = {
  readonly username: string;
  /** Where else one may go, by what the links say. */
  readonly links: Readonly<Record<string, string>>;
  readonly signOut: () => Promise<void>;
};

/** Who is signed in, beside the brand of a page outside the console. */
export function AccountMenu({ username, links, signOut }: AccountCornerProps) {
  return (
    <form action={signOut} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <Name className="truncate text-muted">{username}</Name>
      {Object.entries(links).map(([label, href]) => (
        <NavLink key={href} href={href} className="link">
          {label}
        </NavLink>
      ))}
      <button type="submit" className="button button--outline button--sm">
        Sign out
      </button>
    </form>
  );
}
