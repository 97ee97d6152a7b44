import { useLocale, useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Name } from "@/components/ui/name";
import { richText } from "@/components/ui/rich-text";
import { Sentences } from "@/components/ui/sentences";
import type { DependentMembership } from "@/db/memberships/dependent-memberships";
import type { JoinedOrganization } from "@/db/organizations/my-organizations";
import type { ActionResult } from "@/lib/action-result";
import { upTo } from "@/lib/plural";
import { isolated } from "@/lib/text";

export type LeaveAction = (input: { organizationId: string }) => Promise<ActionResult<void>>;

type LeaveOrganizationProps = { readonly organization: JoinedOrganization; readonly leave: LeaveAction };

export function LeaveOrganization({ organization, leave }: LeaveOrganizationProps) {
  const { id, name, ending } = organization;
  const t = useTranslations("my-organizations.leave");
  const common = useTranslations("common");
  return (
    <ConfirmButton
      label={t("submit")}
      accessibleName={t("named", { organization: isolated(name) })}
      variant="danger-outline"
      size="sm"
      title={t("title")}
      action={leave.bind(null, { organizationId: id })}
      successMessage={t("done", { organization: isolated(name) })}
    >
      <Sentences
        of={[
          t.rich("noLongerUser", { ...richText, organization: name }),
          ending.memberships > 0 && <AlsoLeaves key="leaves" ending={ending} />,
          ending.pendingInvitations > 0 &&
            t("endsInvitations", {
              count: ending.pendingInvitations,
              shown: upTo(common, ending.pendingInvitations),
            }),
          ending.memberships + ending.pendingInvitations === 0 && t("endsNothing"),
          t("toComeBack"),
        ]}
      />
    </ConfirmButton>
  );
}

/** Names the organizations, or only says how many if there are many. */
function AlsoLeaves({ ending: { names, memberships } }: { readonly ending: DependentMembership }) {
  const t = useTranslations("my-organizations.leave");
  const common = useTranslations("common");
  if (names.length === 0)
    return t("alsoLeavesMany", { count: memberships, shown: upTo(common, memberships) });
  return t.rich("alsoLeaves", { organizations: () => <Names names={names} /> });
}

/** "A, B, and C". */
function Names({ names }: { readonly names: readonly string[] }) {
  const parts = new Intl.ListFormat(useLocale(), { type: "conjunction" }).formatToParts(names);
  return parts.map(({ type, value }, at) =>
    type === "element" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: organizations can share a name
      <Name key={at} className="font-medium text-foreground">
        {value}
      </Name>
    ) : (
      value
    ),
  );
}
