import { useTranslations } from "next-intl";
import { PreviousIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";

/** One step of the way to a page: a `name` that people chose, or a `label` of ours. Without `href`, it isn't a link. */
export type BreadcrumbItem = (
  | { readonly name: string; readonly label?: never }
  | { readonly label: string; readonly name?: never }
) & { readonly href?: string | null };

type BreadcrumbProps = {
  readonly trail: readonly BreadcrumbItem[];
  /** Whether the menu or a tab leads to the page. */
  readonly isSection: boolean;
};

/** The way to the page, which comes last. On a phone, only the page above it, and nothing for a section. */
export function Breadcrumb({ trail, isSection }: BreadcrumbProps) {
  const t = useTranslations("frame");
  if (trail.length < 2) return null;
  const last = trail.length - 1;
  const above = trail.findLastIndex(({ href }, level) => href && level < last);
  return (
    <nav aria-label={t("breadcrumb")} className={isSection ? "hidden sm:block" : ""}>
      <ol className="flex flex-wrap items-center gap-x-1.5 text-muted">
        {trail.map((item, level) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the level identifies the step.
            key={level}
            aria-current={level === last ? "page" : undefined}
            className={`${level === above ? "flex" : "hidden sm:flex"} min-w-0 items-center gap-1.5`}
          >
            {level < last && <Step {...item} />}
            {level < last && (
              <span aria-hidden="true" className="hidden sm:inline">
                /
              </span>
            )}
            {level === last && <Text {...item} className="max-w-64 text-foreground" />}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Step(item: BreadcrumbItem) {
  const text = <Text {...item} className="max-w-48" />;
  if (!item.href) return text;
  return (
    <NavLink
      href={item.href}
      className="flex min-h-8 min-w-0 items-center rounded-sm underline-offset-3 hover:text-foreground hover:underline sm:min-h-0"
    >
      <span className="-ms-1 sm:hidden">
        <PreviousIcon />
      </span>
      {text}
    </NavLink>
  );
}

function Text({ name, label, className }: BreadcrumbItem & { readonly className: string }) {
  if (name === undefined) return <span className={`block truncate ${className}`}>{label}</span>;
  return <Name className={`block truncate ${className}`}>{name}</Name>;
}
