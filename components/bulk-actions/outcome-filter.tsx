import { useTranslations } from "next-intl";
import { ListFilter } from "@/components/ui/list-filter";
import type { ListAddress } from "@/components/ui/list-url";
import type { BulkAction } from "@/db/bulk-actions/types";
import { countSettled } from "@/lib/bulk-actions";
import { outcomesOf } from "./bulk-action-text";
import { outcomeLabel } from "./outcome-text";

type OutcomeFilterProps = {
  readonly bulkAction: BulkAction;
  readonly address: ListAddress;
  readonly parentName: string;
};

/** The outcomes that occur, each with its number of rows. */
export function OutcomeFilter({ bulkAction, address, parentName }: OutcomeFilterProps) {
  const t = useTranslations();
  const draft = bulkAction.state === "draft";
  const waiting = bulkAction.size - countSettled(bulkAction.tally);
  const counts = [...outcomesOf(bulkAction), ["waiting", waiting] as const].filter(([, count]) => count > 0);
  return (
    <ListFilter
      address={address}
      label={t("bulk-actions.rows.filter.label")}
      param="outcome"
      choices={[
        { value: "", label: t("bulk-actions.rows.filter.all"), count: exactly(bulkAction.size) },
        ...counts.map(([outcome, count]) => ({
          value: outcome,
          label:
            draft && outcome === "invited"
              ? t("bulk-actions.rows.filter.canBeInvited")
              : outcomeLabel(t, outcome, parentName),
          count: exactly(count),
        })),
      ]}
    />
  );
}

function exactly(count: number) {
  return { count, more: false };
}
