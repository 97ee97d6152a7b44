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

const format = new Intl.NumberFormat("en");

export function StatCard({ label, count, more = false, href, note }: StatCardProps) {
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
        {more && <span className="text-base font-normal text-muted">More than </span>}
        {format.format(count)}
      </p>
      <p className="min-h-6 text-muted">{note}</p>
    </div>
  );
}
