import { useTranslations } from "next-intl";
import { type DeleteAction, DeleteOrganization } from "@/components/organizations/delete-organization";
import { type DisableAction, DisableOrganization } from "@/components/organizations/disable-organization";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { DangerItem, DangerZone } from "@/components/ui/danger-zone";
import type { FormAction } from "@/components/ui/form-state";
import type { ChildOrganization } from "@/db/organizations/types";
import { switchTags } from "./switch-tags";

type OrganizationControlsProps = {
  readonly organization: ChildOrganization;
  /** Null if the viewer can't work there. The others are null if they lack the permission. */
  readonly switchHref: string | null;
  readonly enable: FormAction | null;
  /** While it is being deleted. */
  readonly cancelDeletion: FormAction | null;
};

/** The actions for a child organization in its current state, except what is destructive. */
export function OrganizationControls({
  organization,
  switchHref,
  enable,
  cancelDeletion,
}: OrganizationControlsProps) {
  const t = useTranslations("organizations");
  const id = <input type="hidden" name="organizationId" value={organization.id} />;
  if (organization.deletion) {
    return (
      cancelDeletion && (
        <ActionForm
          action={cancelDeletion}
          submitLabel={t("deletion.cancel")}
          variant="outline"
          focusMainOnSuccess
        >
          {id}
        </ActionForm>
      )
    );
  }
  if (organization.disabled) {
    return (
      enable && (
        <ActionForm action={enable} submitLabel={t("enable.submit")} focusMainOnSuccess>
          {id}
        </ActionForm>
      )
    );
  }
  return (
    switchHref && (
      <ButtonLink href={switchHref} variant="primary">
        {t.rich("switchTo", { ...switchTags, organization: organization.name })}
      </ButtonLink>
    )
  );
}

type OrganizationDangerZoneProps = {
  readonly organization: ChildOrganization;
  readonly organizationsHref: string;
  /** Each is null if the viewer lacks the permission. */
  readonly disable: DisableAction | null;
  readonly remove: DeleteAction | null;
};

/** An organization has to be disabled before it can be deleted. */
export function OrganizationDangerZone({
  organization,
  organizationsHref,
  disable,
  remove,
}: OrganizationDangerZoneProps) {
  const t = useTranslations("organizations");
  const { disabled, deletion, below } = organization;
  if (deletion || !(disabled ? remove : disable)) return null;
  return (
    <DangerZone>
      {!disabled && disable && (
        <DangerItem action={<DisableOrganization organization={organization} disable={disable} />}>
          {t("disable.hint")}
        </DangerItem>
      )}
      {disabled && remove && below > 0 && <DangerItem>{t("delete.notYet")}</DangerItem>}
      {disabled && remove && below === 0 && (
        <DangerItem
          action={
            <DeleteOrganization
              organization={organization}
              remove={remove}
              organizationsHref={organizationsHref}
            />
          }
        >
          {t("delete.hint")}
        </DangerItem>
      )}
    </DangerZone>
  );
}
