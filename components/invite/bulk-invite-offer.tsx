import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Translator } from "@/i18n/translator";
import { MAX_INVITED } from "@/lib/bulk-actions";

/** More chips are hard to check one by one. */
const MAX_CHIPS = 100;

type BulkInviteOfferProps = {
  readonly count: number;
  readonly hasTable: boolean;
  readonly isTooLarge: boolean;
  readonly onContinue: () => void;
  readonly onTakeCells: () => void;
};

/** Offers to continue in the bulk invite, with what was entered. */
export function BulkInviteOffer({ onContinue, onTakeCells, ...entered }: BulkInviteOfferProps) {
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
          <Button size="sm" onClick={onTakeCells}>
            {t("takeCells")}
          </Button>
        )}
      </div>
    </div>
  );
}

function reasonFor(
  t: Translator<"invite.bulk">,
  { count, hasTable, isTooLarge }: Omit<BulkInviteOfferProps, "onContinue" | "onTakeCells">,
) {
  if (hasTable) return t("table");
  if (isTooLarge) return t("tooMany", { count, max: MAX_INVITED });
  return count > MAX_CHIPS ? t("many", { count }) : null;
}
