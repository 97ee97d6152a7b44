import { PlainPage } from "@/components/ui/plain-page";
import { FindOrganizationForm, type FindOrganizationFormProps } from "./find-organization-form";

export function FindOrganization({ action }: FindOrganizationFormProps) {
  return (
    <PlainPage title="Find your organization">
      <FindOrganizationForm action={action} />
    </PlainPage>
  );
}
