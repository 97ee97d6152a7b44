import { useTranslations } from "next-intl";
import { NextIcon } from "@/components/ui/icons";
import { NavLink } from "@/components/ui/nav-link";

type StatCardProps = {
  readonly label: string;
  readonly count: number;
  readonly more?: boolean;
  readonly href?: string;
  /** "2 expire within a day". */
  readonly note?: string;
};

export function StatCard({ label, count, more = false, href, note }: StatCardProps) {
  const t = useTranslations("overview.stats");
  return (
    <div className="card relative flex min-w-0 flex-col gap-1 px-5 py-4">
      <p className="text-muted">
        {href ? (
          <NavLink
            href={href}
            className="static inline-flex items-center gap-1 rounded-sm after:absolute after:inset-0 after:rounded-xl hover:text-foreground"
          >
            {label}
            <NextIcon />
          </NavLink>
        ) : (
          label
        )}
      </p>
      <p className="text-3xl leading-10 font-semibold tabular-nums">
        <span key={String(more)}>
          {t.rich(more ? "moreThan" : "count", {
            count,
            small: (text) => <span className="text-base font-normal text-muted">{text}</span>,
          })}
        </span>
      </p>
      <p className="min-h-6 text-muted">{note}</p>
    </div>
  );
}
