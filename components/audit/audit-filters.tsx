import { useTranslations } from "next-intl";
import { badgeStyle } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { CloseIcon } from "@/components/ui/icons";
import { ListForm } from "@/components/ui/list-form";
import { ListLink } from "@/components/ui/list-link";
import { type ListAddress, listHref } from "@/components/ui/list-url";
import { richText } from "@/components/ui/rich-text";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { AuditFilter } from "@/db/audit/types";
import { AUDIT_ACTION_GROUPS } from "@/lib/audit-actions";
import { actionText } from "./event-text";

type AuditFiltersProps = {
  readonly address: ListAddress;
  readonly filter: AuditFilter;
  /** The name of the object in the filter. Null if it is unknown. */
  readonly objectName: string | null;
};

export const AUDIT_FILTERS = ["person", "action", "outcome", "from", "to", "object"] as const;

/** The filters of the form. The filter by object is set by links in the list. */
const FORM_FILTERS = ["person", "action", "outcome", "from", "to"];

export function AuditFilters({ address, filter, objectName }: AuditFiltersProps) {
  const t = useTranslations("audit");
  const isFiltered = AUDIT_FILTERS.some((name) => filter[name] !== null) || filter.search !== "";
  return (
    <div className="order-last flex w-full flex-col gap-3">
      <ListForm
        key={JSON.stringify(filter)}
        address={address}
        fields={FORM_FILTERS}
        className={cx(
          "grid grid-cols-1 items-end gap-3",
          "min-[22rem]:grid-cols-2 sm:grid-cols-3 lg:grid-cols-[repeat(5,minmax(0,1fr))_auto]",
        )}
      >
        <div className="col-span-full sm:col-span-1">
          <TextField
            label={t("filters.person")}
            compact
            name="person"
            defaultValue={filter.person ?? ""}
            maxLength={64}
            autoComplete="off"
            verbatim
          />
        </div>
        <Select label={t("filters.action")} compact name="action" defaultValue={filter.action ?? ""}>
          <option value="">{t("filters.allActions")}</option>
          <ActionOptions />
        </Select>
        <Select label={t("filters.outcome")} compact name="outcome" defaultValue={filter.outcome ?? ""}>
          <option value="">{t("filters.allOutcomes")}</option>
          <option value="done">{t("outcomes.done")}</option>
          <option value="refused">{t("outcomes.refused")}</option>
        </Select>
        <TextField
          label={t("filters.from")}
          compact
          type="date"
          name="from"
          defaultValue={filter.from ?? ""}
        />
        <TextField label={t("filters.to")} compact type="date" name="to" defaultValue={filter.to ?? ""} />
        <Button type="submit" className="col-span-full w-full sm:col-span-1 sm:w-fit">
          {t("filters.submit")}
        </Button>
      </ListForm>
      {isFiltered && (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {filter.object && (
            <ListLink
              href={listHref(address, { object: "" })}
              className={`${badgeStyle("accent")} inline-flex max-w-full items-center gap-1`}
            >
              <span className="min-w-0">
                {objectName
                  ? t.rich("filters.target", { ...richText, target: objectName })
                  : t.rich("filters.unknownTarget", richText)}
              </span>
              <CloseIcon />
            </ListLink>
          )}
          <ListLink href={address.path} className="link">
            {t("filters.clear")}
          </ListLink>
        </p>
      )}
    </div>
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
