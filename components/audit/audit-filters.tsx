import { useTranslations } from "next-intl";
import { badgeStyle } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { controlStyle } from "@/components/ui/field";
import { CloseIcon } from "@/components/ui/icons";
import { ListLink } from "@/components/ui/list-link";
import { type ListAddress, listHref } from "@/components/ui/list-url";
import { richText } from "@/components/ui/rich-text";
import { VERBATIM } from "@/components/ui/text-field";
import type { AuditPerson } from "@/db/audit/people";
import type { AuditFilter } from "@/db/audit/types";
import { AUDIT_ACTION_GROUPS } from "@/lib/audit-actions";
import { addDays } from "@/lib/days";
import { actionText } from "./event-text";
import { FilterForm } from "./filter-form";

type AuditFiltersProps = {
  readonly address: ListAddress;
  readonly filter: AuditFilter;
  /** In the viewer's time zone, like "2026-12-03". */
  readonly today: string;
  /** Suggested for the filter by person. */
  readonly people: readonly AuditPerson[];
  /** The name of the object in the filter. Null if it is unknown. */
  readonly objectName: string | null;
};

export const AUDIT_FILTERS = ["person", "action", "outcome", "from", "to", "object"] as const;

/** The filters of the form. The filter by object is set by links in the list. */
const FORM_FILTERS = ["person", "action", "outcome", "from", "to"] as const;

export function AuditFilters({ address, filter, today, people, objectName }: AuditFiltersProps) {
  const t = useTranslations("audit.filters");
  const outcomes = useTranslations("audit.outcomes");
  const isFiltered = AUDIT_FILTERS.some((name) => filter[name] !== null) || filter.search !== "";
  return (
    <>
      <FilterForm
        label={t("label")}
        version={JSON.stringify(filter)}
        address={address}
        fields={FORM_FILTERS}
        known={people.map(({ username }) => username)}
      >
        <input
          type="text"
          name="person"
          list="audit-people"
          aria-label={t("person")}
          placeholder={t("person")}
          defaultValue={filter.person ?? ""}
          maxLength={64}
          autoComplete="off"
          {...VERBATIM}
          className={`${controlStyle(true)} col-span-full text-ellipsis sm:col-span-1`}
        />
        <datalist id="audit-people">
          {people.map(({ username, name }) => (
            <option key={username} value={username} label={name ?? undefined} />
          ))}
        </datalist>
        <select
          name="action"
          aria-label={t("action")}
          defaultValue={filter.action ?? ""}
          className={controlStyle(true)}
        >
          <option value="">{t("allActions")}</option>
          <ActionOptions />
        </select>
        <select
          name="outcome"
          aria-label={t("outcome")}
          defaultValue={filter.outcome ?? ""}
          className={controlStyle(true)}
        >
          <option value="">{t("allOutcomes")}</option>
          <option value="done">{outcomes("done")}</option>
          <option value="refused">{outcomes("refused")}</option>
        </select>
        <Day name="from" label={t("from")} day={filter.from} />
        <Day name="to" label={t("to")} day={filter.to} />
        <Button type="submit" className="col-span-full w-full sm:w-fit [@media(scripting:enabled)]:hidden">
          {t("submit")}
        </Button>
      </FilterForm>
      <DateRanges address={address} filter={filter} today={today} />
      {isFiltered && (
        <p className="order-last flex flex-wrap items-center gap-x-4 gap-y-2">
          {filter.object && (
            <ListLink
              href={listHref(address, { object: "" })}
              className={`${badgeStyle("accent")} inline-flex max-w-full items-center gap-1`}
            >
              <span className="min-w-0">
                {objectName
                  ? t.rich("target", { ...richText, target: objectName })
                  : t.rich("unknownTarget", richText)}
              </span>
              <CloseIcon />
            </ListLink>
          )}
          <ListLink href={address.path} className="link">
            {t("clear")}
          </ListLink>
        </p>
      )}
    </>
  );
}

/** In days. */
const RANGES = { today: 1, week: 7, month: 30 };

/** Sets both days with one click, also without JavaScript. */
function DateRanges({ address, filter, today }: Pick<AuditFiltersProps, "address" | "filter" | "today">) {
  const t = useTranslations("audit.filters.range");
  return (
    <ul aria-label={t("label")} className="order-last flex flex-wrap items-center gap-x-4 gap-y-1">
      {(["today", "week", "month"] as const).map((id) => {
        const from = addDays(today, 1 - RANGES[id]);
        return (
          <li key={id}>
            <ListLink
              href={listHref(address, { from, to: today })}
              current={filter.from === from && filter.to === today}
              className="link inline-flex items-center aria-[current]:font-medium aria-[current]:no-underline max-sm:min-h-11"
            >
              {t(id)}
            </ListLink>
          </li>
        );
      })}
    </ul>
  );
}

type DayProps = { readonly name: "from" | "to"; readonly label: string; readonly day: string | null };

/** The bounds keep a year that is still being typed from being sent. */
function Day({ name, label, day }: DayProps) {
  return (
    <label className="flex min-w-0 flex-col gap-x-2 sm:flex-row sm:items-center">
      <span className="text-muted">{label}</span>
      <input
        type="date"
        name={name}
        min="1900-01-01"
        max="2199-12-31"
        defaultValue={day ?? ""}
        className={`${controlStyle(true)} min-w-0 xl:w-36`}
      />
    </label>
  );
}

function ActionOptions() {
  const t = useTranslations();
  return AUDIT_ACTION_GROUPS.map(({ noun, actions }) => (
    <optgroup key={noun} label={t(`audit.actions.${noun}.label`)}>
      {actions.map((action) => (
        <option key={action} value={action}>
          {actionText(t, action)}
        </option>
      ))}
    </optgroup>
  ));
}
