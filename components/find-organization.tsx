import { FindOrganizationForm, type FindOrganizationFormProps } from "@/components/find-organization-form";
import { PlainPage } from "@/components/plain-page";

export function FindOrganization({ action }: FindOrganizationFormProps) {
  return (
    <PlainPage title="Find your organization">
      <FindOrganizationForm action={action} />
    </PlainPage>
  );
}
