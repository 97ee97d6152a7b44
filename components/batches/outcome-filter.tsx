import { outcomesOf } from "@/components/batches/batch-words";
import { outcomeLabel } from "@/components/batches/outcome-words";
import { ListFilter } from "@/components/ui/list-filter";
import type { ListAddress } from "@/components/ui/list-url";
import type { Batch } from "@/db/batches/rows";
import { settled } from "@/db/batches/tally";

type OutcomeFilterProps = {
  readonly batch: Batch;
  readonly address: ListAddress;
  readonly parentName: string;
};

/** The outcomes that occur, each with how many have it. */
export function OutcomeFilter({ batch, address, parentName }: OutcomeFilterProps) {
  const draft = batch.state === "draft";
  const waiting = batch.size - settled(batch.tally);
  const counted = [...outcomesOf(batch), ...(waiting > 0 ? [["waiting", waiting] as const] : [])];
  return (
    <ListFilter
      address={address}
      label="Outcome"
      param="outcome"
      choices={[
        { value: "", label: `All ${numbers.format(batch.size)}` },
        ...counted.map(([outcome, count]) => ({
          value: outcome,
          label: `${draft && outcome === "invited" ? "Can be invited" : outcomeLabel(outcome, parentName)} ${numbers.format(count)}`,
        })),
      ]}
    />
  );
}

const numbers = new Intl.NumberFormat("en");
