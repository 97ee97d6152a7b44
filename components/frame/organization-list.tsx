import { Badge } from "@/components/ui/badge";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { plural } from "@/lib/plural";

export type FoundOrganization = {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  /** The ancestors: "Meridian Group / Acme Travel". */
  readonly path: string;
  /** Visited before in this browser. */
  readonly recent: boolean;
};

export type SearchState =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "found"; readonly text: string; readonly found: readonly FoundOrganization[] };

export function OrganizationList({ search }: { readonly search: SearchState }) {
  const found = search.state === "found" ? search.found : [];
  return (
    <>
      <p role="status" className={`p-4 text-muted ${found.length > 0 ? "sr-only" : ""}`}>
        {statusText(search)}
      </p>
      {found.length > 0 && (
        <ul className="max-h-72 overflow-y-auto p-2">
          {found.map(({ id, name, href, path, recent }) => (
            <li key={id}>
              <NavLink
                href={href}
                className="flex items-start gap-2 rounded-lg px-2 py-1.5 leading-5 hover:bg-default"
              >
                <span className="min-w-0 flex-1">
                  <Name className="block font-medium">{name}</Name>
                  {path && <Name className="block truncate text-xs text-muted">{path}</Name>}
                </span>
                {recent && <Badge>Recent</Badge>}
              </NavLink>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function statusText(search: SearchState) {
  if (search.state === "loading") return "Looking…";
  if (search.state === "failed") return "The organizations could not be loaded. Try again in a moment.";
  if (search.found.length === 0) return "No organization that you may enter has such a name.";
  return `${plural(search.found.length, "organization")} found.`;
}
