import { useTranslations } from "next-intl";
import type { FormAction } from "@/components/ui/form-state";
import { SaveForm } from "@/components/ui/save-form";
import { Section } from "@/components/ui/section";
import { TextField } from "@/components/ui/text-field";
import type { ChildOrganization } from "@/db/organizations/types";

type RenameOrganizationProps = { readonly organization: ChildOrganization; readonly action: FormAction };

export function RenameOrganization({ organization, action }: RenameOrganizationProps) {
  const t = useTranslations("organizations.rename");
  return (
    <Section headingId="rename" title={t("title")}>
      <div className="max-w-xl">
        <SaveForm action={action} saved={organization.name}>
          <input type="hidden" name="organizationId" value={organization.id} />
          <TextField
            label={t("name")}
            name="name"
            defaultValue={organization.name}
            autoComplete="off"
            maxLength={120}
            required
          />
        </SaveForm>
      </div>
    </Section>
  );
}
