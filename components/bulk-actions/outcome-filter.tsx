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
  const draft = bulkAction.state === "draft";
  const waiting = bulkAction.size - countSettled(bulkAction.tally);
  const counts = [...outcomesOf(bulkAction), ["waiting", waiting] as const].filter(([, count]) => count > 0);
  return (
    <ListFilter
      address={address}
      label="Outcome"
      param="outcome"
      choices={[
        { value: "", label: `All ${numbers.format(bulkAction.size)}` },
        ...counts.map(([outcome, count]) => ({
          value: outcome,
          label: `${draft && outcome === "invited" ? "Can be invited" : outcomeLabel(outcome, parentName)} ${numbers.format(count)}`,
        })),
      ]}
    />
  );
}

const numbers = new Intl.NumberFormat("en");
