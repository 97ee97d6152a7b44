import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Translator } from "@/i18n/translator";
import { MAX_INVITED } from "@/lib/bulk-actions";

/** More chips are hard to check one by one. */
const MAX_CHIPS = 100;

type BulkInviteOfferProps = {
  /** The number of usernames entered. */
  readonly count: number;
  /** Whether a table was pasted, of which only the bulk invite reads columns. */
  readonly hasTable: boolean;
  readonly isTooLarge: boolean;
  readonly onContinue: () => void;
  /** Uses every cell of the table as a username. */
  readonly onUseCells: () => void;
};

/** Offers to continue in the bulk invite, with what was entered. */
export function BulkInviteOffer({ onContinue, onUseCells, ...entered }: BulkInviteOfferProps) {
  const t = useTranslations("invite.bulk");
  const reason = reasonFor(t, entered);
  if (!reason) return null;
  return (
    <div role="alert" className="flex flex-col items-start gap-2 rounded-xl bg-default px-3 py-2">
      <p>{reason}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={onContinue}>
          {t("submit")}
        </Button>
        {entered.hasTable && (
          <Button size="sm" onClick={onUseCells}>
            {t("useCells")}
          </Button>
        )}
      </div>
    </div>
  );
}

function reasonFor(
  t: Translator<"invite.bulk">,
  { count, hasTable, isTooLarge }: Omit<BulkInviteOfferProps, "onContinue" | "onUseCells">,
) {
  if (hasTable) return t("table");
  if (isTooLarge) return t("tooMany", { count, max: MAX_INVITED });
  return count > MAX_CHIPS ? t("many", { count }) : null;
}
