import { useTranslations } from "next-intl";
import { WarningIcon } from "@/components/ui/icons";
import { richText } from "@/components/ui/rich-text";

export function ActingBanner({
  organization,
  from,
}: {
  readonly organization: string;
  readonly from: string;
}) {
  const t = useTranslations("frame");
  return (
    <p className="flex items-start gap-2 rounded-xl bg-warning-soft px-3 py-2 text-warning-soft-foreground">
      <span className="pt-0.5">
        <WarningIcon />
      </span>
      <span className="min-w-0">{t.rich("actingFrom", { ...richText, organization, from })}</span>
    </p>
  );
}
