import { useTranslations } from "next-intl";
import { type DeleteAction, DeleteOrganization } from "@/components/organizations/delete-organization";
import { type DisableAction, DisableOrganization } from "@/components/organizations/disable-organization";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import type { ChildOrganization } from "@/db/organizations/types";
import { switchTags } from "./switch-tags";

type OrganizationControlsProps = {
  readonly organization: ChildOrganization;
  /** Null if the viewer can't work there. The others are null if they lack the permission. */
  readonly switchHref: string | null;
  readonly organizationsHref: string;
  readonly disable: DisableAction | null;
  readonly enable: FormAction | null;
  readonly remove: DeleteAction | null;
  /** While it is being deleted. */
  readonly cancelDeletion: FormAction | null;
};

/** The actions for a child organization in its current state. */
export function OrganizationControls(props: OrganizationControlsProps) {
  const t = useTranslations("organizations");
  const { organization, switchHref, organizationsHref, disable, enable, remove, cancelDeletion } = props;
  if (organization.deletion) {
    return (
      cancelDeletion && (
        <ActionForm
          action={cancelDeletion}
          submitLabel={t("deletion.cancel")}
          variant="outline"
          focusMainOnSuccess
        >
          <input type="hidden" name="organizationId" value={organization.id} />
        </ActionForm>
      )
    );
  }
  if (!organization.disabled) {
    return (
      <>
        {disable && <DisableOrganization organization={organization} disable={disable} />}
        {switchHref && (
          <ButtonLink href={switchHref} variant="primary">
            {t.rich("switchTo", { ...switchTags, organization: organization.name })}
          </ButtonLink>
        )}
      </>
    );
  }
  return (
    <>
      {remove && organization.below === 0 && (
        <DeleteOrganization
          organization={organization}
          remove={remove}
          organizationsHref={organizationsHref}
        />
      )}
      {enable && (
        <ActionForm action={enable} submitLabel={t("enable.submit")} focusMainOnSuccess>
          <input type="hidden" name="organizationId" value={organization.id} />
        </ActionForm>
      )}
    </>
  );
}
