import { useTranslations } from "next-intl";
import { GroupBadges } from "@/components/groups/group-badges";
import { GroupCheckboxes } from "@/components/groups/group-checkboxes";
import type { FormAction } from "@/components/ui/form-state";
import { NameList } from "@/components/ui/name-list";
import { SaveForm } from "@/components/ui/save-form";
import { Section } from "@/components/ui/section";
import type { GroupChoice } from "@/db/groups/types";
import type { Invitation } from "@/db/invitations/types";

type InvitationGroupsProps = {
  readonly invitation: Invitation;
  /** Null if they can't be changed, or not by the viewer. */
  readonly choices: readonly GroupChoice[] | null;
  readonly change: FormAction;
};

/** The groups that the invitee will join. The acceptance page shows the same ones. */
export function InvitationGroups({ invitation, choices, change }: InvitationGroupsProps) {
  const t = useTranslations("invitations.groups");
  return (
    <Section headingId="groups" title={t("title")}>
      {choices && choices.length > 0 ? (
        <GroupsForm invitation={invitation} choices={choices} change={change} />
      ) : (
        <GroupBadges groups={invitation.groups} />
      )}
    </Section>
  );
}

function GroupsForm({
  invitation,
  choices,
  change,
}: InvitationGroupsProps & { readonly choices: readonly GroupChoice[] }) {
  const t = useTranslations("invitations.groups");
  const groupIds = invitation.groups.flatMap(({ id }) => (id === null ? [] : [id]));
  const deleted = invitation.groups
    .filter((group) => group.isDeleted)
    .map(({ name }) => ({ id: name, name }));
  const notOffered = groupIds.filter((id) => !choices.some((choice) => choice.id === id));
  return (
    <SaveForm action={change} saved={groupIds.join()} isLong>
      <input type="hidden" name="invitationId" value={invitation.id} />
      {notOffered.map((id) => (
        <input key={id} type="hidden" name="groupIds" value={id} />
      ))}
      {groupIds.map((id) => (
        <input key={id} type="hidden" name="before" value={id} />
      ))}
      <GroupCheckboxes legend={t("legend")} groups={choices} checked={groupIds} />
      {deleted.length > 0 && (
        <p className="text-muted">
          {t.rich("deleted", {
            count: deleted.length,
            groups: () => <NameList items={deleted} count={deleted.length} />,
          })}
        </p>
      )}
    </SaveForm>
  );
}
