import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Copyable } from "@/components/ui/copyable";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { richText } from "@/components/ui/rich-text";
import type { ChildOrganization } from "@/db/organizations/types";
import { upTo } from "@/lib/plural";

type OrganizationFactsProps = {
  readonly organization: ChildOrganization;
  readonly signInAddress: string;
};

export function OrganizationFacts({ organization, signInAddress }: OrganizationFactsProps) {
  const t = useTranslations("organizations.facts");
  const common = useTranslations("common");
  const { id, name, disabled, users, accounts, pendingInvitations, below, createdAt } = organization;
  return (
    <DescriptionList>
      <DescriptionItem term={t("status.label")}>
        {disabled ? (
          <Badge tone="warning">{t("status.disabled")}</Badge>
        ) : (
          <Badge tone="success">{t("status.active")}</Badge>
        )}
        {disabled && <span className="text-muted"> {t("status.disabledHint")}</span>}
      </DescriptionItem>
      <DescriptionItem term={t("users.label")}>
        {t.rich("users.text", {
          ...richText,
          users: upTo(common, users),
          accounts: upTo(common, accounts),
          organization: name,
        })}
      </DescriptionItem>
      <DescriptionItem term={t("invitations.label")}>
        {t("invitations.pending", { shown: upTo(common, pendingInvitations) })}
      </DescriptionItem>
      <DescriptionItem term={t("below.label")}>
        <span>{t("below.count", { count: below, shown: upTo(common, below) })}</span>
      </DescriptionItem>
      <DescriptionItem term={t("created")}>
        <RelativeTime date={createdAt} />
      </DescriptionItem>
      <DescriptionItem term={t("signIn")}>
        <Copyable kind="address" value={signInAddress} />
      </DescriptionItem>
      <DescriptionItem term={t("id")}>
        <Copyable kind="id" value={id} />
      </DescriptionItem>
    </DescriptionList>
  );
}
