import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { CheckIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import type { Translator } from "@/i18n/translator";

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
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "found"; readonly text: string; readonly found: readonly FoundOrganization[] };

type OrganizationListProps = { readonly search: SearchState; readonly currentId: string };

export function OrganizationList({ search, currentId }: OrganizationListProps) {
  const t = useTranslations("frame.switcher");
  const found = search.state === "found" ? search.found : [];
  return (
    <>
      <p role="status" className={`p-4 text-muted ${found.length > 0 ? "sr-only" : ""}`}>
        {statusText(t, search)}
      </p>
      {found.length > 0 && (
        <ul className="max-h-72 overflow-y-auto p-2">
          {found.map(({ id, name, href, path, recent }) => (
            <li key={id}>
              <NavLink
                href={href}
                current={id === currentId && "item"}
                className="flex items-start gap-2 rounded-lg px-2 py-1.5 leading-5 hover:bg-default"
              >
                <span className="min-w-0 flex-1">
                  <Name className="block font-medium">{name}</Name>
                  {path && <Name className="block truncate text-xs text-muted">{path}</Name>}
                </span>
                {recent && <Badge>{t("recent")}</Badge>}
                {id === currentId && (
                  <span className="pt-0.5 text-accent">
                    <CheckIcon />
                  </span>
                )}
              </NavLink>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function statusText(t: Translator<"frame.switcher">, search: SearchState) {
  if (search.state === "failed") return search.message;
  if (search.state === "loading") return t("loading");
  return t("found", { count: search.found.length });
}
