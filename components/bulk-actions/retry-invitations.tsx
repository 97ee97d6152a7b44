import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";

type RetryInvitationsProps = {
  /** How many users couldn't be invited, but may be in a retry. */
  readonly count: number;
  /** The form of the bulk invite with these users. */
  readonly href: string;
};

export function RetryInvitations({ count, href }: RetryInvitationsProps) {
  const t = useTranslations("bulk-actions.page.retry");
  return (
    <div className="flex flex-col items-start gap-2 border-t border-separator pt-3 sm:flex-row sm:items-center sm:gap-4">
      <ButtonLink href={href} variant="primary" className="shrink-0">
        {t("submit", { count })}
      </ButtonLink>
      <p className="text-muted">{t("hint")}</p>
    </div>
  );
}
