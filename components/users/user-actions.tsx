import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { richText } from "@/components/ui/rich-text";
import type { User } from "@/db/users/get";
import type { ActionResult } from "@/lib/action-result";

export type UserAction = (() => Promise<ActionResult<void>>) | null;

type UserActionsProps = {
  readonly user: User;
  /** Each is null if it isn't offered. */
  readonly editHref: string | null;
  readonly enable: UserAction;
};

export function UserActions({ user, editHref, enable }: UserActionsProps) {
  const t = useTranslations("users");
  return (
    <>
      {editHref && <ButtonLink href={editHref}>{t("edit.open")}</ButtonLink>}
      {enable && (
        <ConfirmButton
          label={t("enable.submit")}
          variant="outline"
          destructive={false}
          title={t("enable.title")}
          action={enable}
          successMessage={t("enable.done")}
          focusMainOnSuccess
        >
          {t.rich("enable.consequences", { ...richText, user: user.name })}
        </ConfirmButton>
      )}
    </>
  );
}
