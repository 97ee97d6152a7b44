import { useTranslations } from "next-intl";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";

export type BreadcrumbItem = { readonly name: string; readonly href: string | null };

export function Breadcrumb({
  ancestors,
  current,
}: {
  readonly ancestors: readonly BreadcrumbItem[];
  readonly current: string;
}) {
  const t = useTranslations("frame");
  if (ancestors.length === 0) return null;
  return (
    <nav aria-label={t("breadcrumb")}>
      <ol className="flex flex-wrap items-center gap-x-1.5 text-muted">
        {ancestors.map((ancestor, level) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the level identifies the organization.
          <li key={level} className="flex min-w-0 items-center gap-1.5">
            <AncestorName {...ancestor} />
            <span aria-hidden="true">/</span>
          </li>
        ))}
        <li aria-current="page" className="min-w-0 text-foreground">
          <Name className="block max-w-64 truncate">{current}</Name>
        </li>
      </ol>
    </nav>
  );
}

function AncestorName({ name, href }: BreadcrumbItem) {
  const text = <Name className="block max-w-48 truncate">{name}</Name>;
  if (!href) return text;
  return (
    <NavLink
      href={href}
      className="min-w-0 rounded-sm underline-offset-3 hover:text-foreground hover:underline"
    >
      {text}
    </NavLink>
  );
}
