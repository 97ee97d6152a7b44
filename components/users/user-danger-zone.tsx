import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { DangerItem, DangerZone } from "@/components/ui/danger-zone";
import { richText } from "@/components/ui/rich-text";
import { Sentences } from "@/components/ui/sentences";
import type { Consequences } from "@/db/users/consequences";
import type { User } from "@/db/users/get";
import { consequenceText } from "./consequence-text";
import type { UserAction } from "./user-actions";

type UserDangerZoneProps = {
  readonly user: User;
  readonly organizationName: string;
  readonly usersHref: string;
  /** Each is null if it isn't offered. */
  readonly actions: Readonly<Record<"disable" | "remove" | "delete", UserAction>>;
  readonly consequences: Consequences;
};

export function UserDangerZone({
  user,
  actions,
  organizationName: organization,
  ...props
}: UserDangerZoneProps) {
  const t = useTranslations("users");
  const { usersHref } = props;
  const common = useTranslations("common");
  const consequences = consequenceText(t, common, props.consequences);
  const values = { ...richText, user: user.name, organization };
  return (
    <DangerZone>
      {actions.disable && (
        <DangerItem
          action={
            <ConfirmButton
              label={t("disable.submit")}
              variant="danger-outline"
              title={t("disable.title")}
              action={actions.disable}
              successMessage={t("disable.done")}
              focusMainOnSuccess
            >
              <Sentences of={[t.rich("disable.consequences", values), consequences]} />
            </ConfirmButton>
          }
        >
          {t("disable.hint")}
        </DangerItem>
      )}
      {actions.remove && (
        <DangerItem
          action={
            <ConfirmButton
              label={t("remove.submit")}
              variant="danger-outline"
              title={t("remove.title")}
              action={actions.remove}
              successMessage={t("remove.done")}
              redirectTo={usersHref}
            >
              <Sentences
                of={[
                  t.rich("remove.consequences", values),
                  consequences,
                  t.rich("remove.keeps", { ...richText, home: user.managedBy.name }),
                ]}
              />
            </ConfirmButton>
          }
        >
          {t.rich("remove.hint", { ...values, home: user.managedBy.name })}
        </DangerItem>
      )}
      {actions.delete && (
        <DangerItem
          action={
            <ConfirmButton
              label={t("delete.submit")}
              variant="danger-outline"
              title={t("delete.title")}
              action={actions.delete}
              successMessage={t("delete.done")}
              redirectTo={usersHref}
            >
              <Sentences of={[t.rich("delete.consequences", values), consequences, t("delete.keeps")]} />
            </ConfirmButton>
          }
        >
          {t("delete.hint")}
        </DangerItem>
      )}
    </DangerZone>
  );
}
