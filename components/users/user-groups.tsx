import { useTranslations } from "next-intl";
import { GroupBadges } from "@/components/groups/group-badges";
import { GroupCheckboxes } from "@/components/groups/group-checkboxes";
import type { FormAction } from "@/components/ui/form-state";
import { SaveForm } from "@/components/ui/save-form";
import { Section } from "@/components/ui/section";
import type { GroupChoice } from "@/db/groups/types";
import type { MemberRow } from "@/db/memberships/types";

type UserGroupsProps = {
  readonly user: MemberRow;
  /** Null if the viewer can't change them. */
  readonly choices: readonly GroupChoice[] | null;
  readonly assign: FormAction;
};

export function UserGroups({ user, choices, assign }: UserGroupsProps) {
  const t = useTranslations("users.groups");
  return (
    <Section headingId="groups" title={t("title")}>
      {choices ? (
        <UserGroupsForm user={user} choices={choices} assign={assign} />
      ) : (
        <GroupBadges groups={user.groups} />
      )}
    </Section>
  );
}

function UserGroupsForm({
  user,
  choices,
  assign,
}: UserGroupsProps & { readonly choices: readonly GroupChoice[] }) {
  const t = useTranslations("users.groups");
  const groupIds = user.groups.map(({ id }) => id);
  const notOffered = groupIds.filter((id) => !choices.some((choice) => choice.id === id));
  return (
    <SaveForm action={assign} saved={groupIds.join()}>
      <input type="hidden" name="userId" value={user.userId} />
      {notOffered.map((id) => (
        <input key={id} type="hidden" name="groupIds" value={id} />
      ))}
      {groupIds.map((id) => (
        <input key={id} type="hidden" name="before" value={id} />
      ))}
      <GroupCheckboxes legend={t("title")} hideLegend groups={choices} checked={groupIds} />
    </SaveForm>
  );
}
