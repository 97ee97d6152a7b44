import { useLocale, useTranslations } from "next-intl";
import type { InvitationWeek } from "@/db/overview/invitation-weeks";
import { formatDay } from "@/lib/dates";
import { MAX_COUNT } from "@/lib/plural";
import { cappedCount } from "./capped-count";
import { SERIES } from "./series";

/** The figures of the chart for screen readers. */
export function WeeksTable({ weeks }: { readonly weeks: readonly InvitationWeek[] }) {
  const t = useTranslations("overview");
  const locale = useLocale();
  return (
    <div className="sr-only">
      <table>
        <caption>{t("chart.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("chart.weekOf")}</th>
            {SERIES.map(({ id }) => (
              <th key={id} scope="col">
                {t(`chart.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.monday}>
              <th scope="row">{formatDay(week.monday, locale)}</th>
              {SERIES.map(({ id }) => (
                <td key={id}>{cappedCount(t, week[id], MAX_COUNT)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
