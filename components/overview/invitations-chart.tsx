import { scaleBand, scaleLinear } from "d3-scale";
import { useLocale, useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import type { InvitationWeek } from "@/db/overview/invitation-weeks";
import { dateFormat } from "@/lib/date-format";
import { SERIES, type Series } from "./series";
import { WeeksTable } from "./weeks-table";

type InvitationsChartProps = {
  /** Oldest first. */
  readonly weeks: readonly InvitationWeek[];
  /** In which the weeks begin: "Pacific Time". */
  readonly zoneName: string;
};

/** Invitations sent, accepted and declined per week. Renders nothing before there are two weeks to compare. */
export function InvitationsChart({ weeks, zoneName }: InvitationsChartProps) {
  const t = useTranslations("overview.chart");
  if (weeks.filter(isBusy).length < 2) return null;
  return (
    <Section headingId="chart" title={t("title")} aside={<Legend />}>
      <figure className="card flex flex-col gap-1 p-card">
        <Bars weeks={weeks} />
        <WeeksTable weeks={weeks} />
        <figcaption className="text-xs text-muted">{t("note", { zone: zoneName })}</figcaption>
      </figure>
    </Section>
  );
}

function isBusy(week: InvitationWeek): boolean {
  return SERIES.some(({ id }) => week[id] > 0);
}

function Legend() {
  const t = useTranslations("overview.chart");
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-4 text-muted">
      {SERIES.map(({ id, style }) => (
        <li key={id} className="flex items-center gap-1.5">
          <svg className="size-3" role="presentation">
            <rect x="0.5" y="0.5" width="11" height="11" rx="2" className={style} />
          </svg>
          {t(id)}
        </li>
      ))}
    </ul>
  );
}

const HEIGHT = 140;
/** Below the bars, for the dates. */
const DATES = 22;
/** From the lower edge to the dates' baseline. */
const DATES_BASELINE = 6;
/** Above the highest bar, for half a number. */
const TOP = 8;
const TICKS = 3;
/** Every third week has its date, which also fits a phone. */
const DATE_EVERY = 3;

/** Widths are percentages, so that the texts keep their size on every screen. Time runs from left to right everywhere. */
function Bars({ weeks }: Pick<InvitationsChartProps, "weeks">) {
  const t = useTranslations("overview");
  const highest = Math.max(...weeks.flatMap((week) => SERIES.map(({ id }) => week[id])));
  const y = scaleLinear([0, highest], [HEIGHT, TOP]).nice(TICKS);
  const x = scaleBand(
    weeks.map(({ monday }) => monday),
    [0, 100],
  ).padding(0.25);
  const ticks = y.ticks(TICKS).filter(Number.isInteger);
  return (
    <div dir="ltr" aria-hidden="true" className="flex gap-2 text-xs text-muted tabular-nums">
      <svg width="2.25rem" height={HEIGHT + DATES} role="presentation" className="shrink-0 overflow-visible">
        {ticks.map((tick) => (
          <text key={tick} x="100%" y={y(tick)} dy="0.35em" textAnchor="end" className="fill-current">
            {t("count", { count: tick })}
          </text>
        ))}
      </svg>
      <svg height={HEIGHT + DATES} role="presentation" className="min-w-0 flex-1 overflow-visible">
        {ticks.map((tick) => (
          <line key={tick} x1="0" x2="100%" y1={y(tick)} y2={y(tick)} className="stroke-separator" />
        ))}
        {weeks.map((week, index) => (
          <WeekBars
            key={week.monday}
            week={week}
            left={x(week.monday) ?? 0}
            width={x.bandwidth()}
            y={y}
            hasDate={(weeks.length - 1 - index) % DATE_EVERY === 0}
          />
        ))}
      </svg>
    </div>
  );
}

type WeekBarsProps = {
  readonly week: InvitationWeek;
  /** Percentages of the chart's width. */
  readonly left: number;
  readonly width: number;
  readonly y: (count: number) => number;
  readonly hasDate: boolean;
};

function WeekBars({ week, left, width, y, hasDate }: WeekBarsProps) {
  const t = useTranslations("overview.chart");
  const day = dayText(week.monday, useLocale());
  const bar = scaleBand<Series>(
    SERIES.map(({ id }) => id),
    [left, left + width],
  ).paddingInner(0.12);
  return (
    <g>
      <title>{t("week", { ...week, day })}</title>
      {/* Shows the title above short bars, too. */}
      <rect x={`${left}%`} y="0" width={`${width}%`} height={HEIGHT} opacity="0" />
      {!isBusy(week) && (
        <rect x={`${left}%`} y={HEIGHT - 2} width={`${width}%`} height="2" className="fill-field-border" />
      )}
      {SERIES.map(({ id, style }) => (
        <rect
          key={id}
          x={`${bar(id)}%`}
          y={y(week[id])}
          width={`${bar.bandwidth()}%`}
          height={HEIGHT - y(week[id])}
          className={style}
        />
      ))}
      {hasDate && (
        <text
          x={`${left + width / 2}%`}
          y={HEIGHT + DATES - DATES_BASELINE}
          textAnchor="middle"
          className="fill-current"
        >
          {day}
        </text>
      )}
    </g>
  );
}

/** "Nov 30". */
function dayText(monday: string, locale: string): string {
  return dateFormat(locale, { timeZone: "UTC", month: "short", day: "numeric" }).format(new Date(monday));
}
