import { useTranslations } from "next-intl";
import { SettingsSection } from "@/components/settings/settings-section";
import { Copyable } from "@/components/ui/copyable";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";

type OrganizationAddressesProps = { readonly id: string; readonly signInAddress: string };

/** What people copy: for their users, and for support. */
export function OrganizationAddresses({ id, signInAddress }: OrganizationAddressesProps) {
  const t = useTranslations("settings.addresses");
  return (
    <SettingsSection id="addresses" title={t("title")}>
      <DescriptionList>
        <DescriptionItem term={t("signIn")}>
          <Copyable kind="address" value={signInAddress} />
        </DescriptionItem>
        <DescriptionItem term={t("id")}>
          <Copyable kind="id" value={id} />
        </DescriptionItem>
      </DescriptionList>
    </SettingsSection>
  );
}
