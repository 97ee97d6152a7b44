import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { richText } from "@/components/ui/rich-text";
import { Sentences } from "@/components/ui/sentences";
import type { ChildOrganization } from "@/db/organizations/types";
import type { ActionResult } from "@/lib/action-result";
import { upTo } from "@/lib/plural";
import { isolated } from "@/lib/text";

export type DisableAction = (input: { organizationId: string }) => Promise<ActionResult<void>>;

type DisableOrganizationProps = { readonly organization: ChildOrganization; readonly disable: DisableAction };

export function DisableOrganization({ organization, disable }: DisableOrganizationProps) {
  const t = useTranslations("organizations.disable");
  const common = useTranslations("common");
  const { id, name, users, below } = organization;
  return (
    <ConfirmButton
      label={t("submit")}
      variant="danger-outline"
      title={t("title")}
      action={disable.bind(null, { organizationId: id })}
      successMessage={t("done", { organization: isolated(name) })}
      focusMainOnSuccess
    >
      <Sentences
        of={[
          below > 0
            ? t.rich("stopsWithBelow", {
                ...richText,
                organization: name,
                count: below,
                shown: upTo(common, below),
              })
            : t.rich("stops", { ...richText, organization: name }),
          t("users", { count: users, shown: upTo(common, users) }),
          t("reversible"),
        ]}
      />
    </ConfirmButton>
  );
}
