import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { richText } from "@/components/ui/rich-text";
import type { Consequences } from "@/db/users/consequences";
import type { User } from "@/db/users/get";
import type { ActionResult } from "@/lib/action-result";
import { consequenceText } from "./consequence-text";

type UserAction = (() => Promise<ActionResult<void>>) | null;

type UserActionsProps = {
  readonly user: User;
  readonly organizationName: string;
  readonly usersHref: string;
  /** Each is null if it isn't offered. */
  readonly editHref: string | null;
  readonly actions: Readonly<Record<"disable" | "enable" | "remove" | "delete", UserAction>>;
  readonly consequences: Consequences;
};

export function UserActions({ user, actions, editHref, ...props }: UserActionsProps) {
  const t = useTranslations("users");
  const { organizationName: organization, usersHref } = props;
  const consequences = <span>{consequenceText(t, props.consequences)}</span>;
  const values = { ...richText, user: user.name };
  return (
    <>
      {editHref && <ButtonLink href={editHref}>{t("edit.open")}</ButtonLink>}
      {actions.enable && (
        <ConfirmButton
          label={t("enable.submit")}
          variant="outline"
          destructive={false}
          title={t("enable.title")}
          action={actions.enable}
          successMessage={t("enable.done")}
          focusMainOnSuccess
        >
          {t.rich("enable.consequences", values)}
        </ConfirmButton>
      )}
      {actions.disable && (
        <ConfirmButton
          label={t("disable.submit")}
          title={t("disable.title")}
          action={actions.disable}
          successMessage={t("disable.done")}
          focusMainOnSuccess
        >
          {t.rich("disable.consequences", values)} {consequences}
        </ConfirmButton>
      )}
      {actions.remove && (
        <ConfirmButton
          label={t("remove.submit")}
          title={t("remove.title")}
          action={actions.remove}
          successMessage={t("remove.done")}
          redirectTo={usersHref}
        >
          {t.rich("remove.consequences", { ...values, organization })} {consequences}{" "}
          {t.rich("remove.keeps", { ...richText, home: user.managedBy.name })}
        </ConfirmButton>
      )}
      {actions.delete && (
        <ConfirmButton
          label={t("delete.submit")}
          title={t("delete.title")}
          action={actions.delete}
          successMessage={t("delete.done")}
          redirectTo={usersHref}
        >
          {t.rich("delete.consequences", values)} {consequences} <span>{t("delete.keeps")}</span>
        </ConfirmButton>
      )}
    </>
  );
}
