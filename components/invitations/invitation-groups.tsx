import { GroupBadges } from "@/components/groups/group-badges";
import { groupCheckbox } from "@/components/groups/group-checkbox";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { NameList } from "@/components/ui/name-list";
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
  return (
    <section aria-labelledby="groups" className="flex flex-col gap-3">
      <h2 id="groups" className="text-lg font-semibold">
        Groups
      </h2>
      {choices && choices.length > 0 ? (
        <GroupsForm invitation={invitation} choices={choices} change={change} />
      ) : (
        <GroupBadges groups={invitation.groups} />
      )}
    </section>
  );
}

function GroupsForm({
  invitation,
  choices,
  change,
}: InvitationGroupsProps & { readonly choices: readonly GroupChoice[] }) {
  const groupIds = invitation.groups.flatMap(({ id }) => (id === null ? [] : [id]));
  const deleted = invitation.groups.filter((group) => group.gone).map(({ name }) => ({ id: name, name }));
  const notOffered = groupIds.filter((id) => !choices.some((choice) => choice.id === id));
  return (
    <ActionForm key={groupIds.join()} action={change} submitLabel="Save groups">
      <input type="hidden" name="invitationId" value={invitation.id} />
      {notOffered.map((id) => (
        <input key={id} type="hidden" name="groupIds" value={id} />
      ))}
      <CheckboxGroup
        legend="The groups that this person will join"
        name="groupIds"
        checked={groupIds}
        choices={choices.map(groupCheckbox)}
      />
      {deleted.length > 0 && (
        <p className="text-muted">
          Deleted since, and not given: <NameList items={deleted} count={deleted.length} />.
        </p>
      )}
    </ActionForm>
  );
}
