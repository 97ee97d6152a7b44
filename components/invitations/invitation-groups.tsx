import { GroupBadges } from "@/components/groups/group-badges";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { NameList } from "@/components/ui/name-list";
import type { GroupChoice } from "@/db/groups/types";
import type { Invitation } from "@/db/invitations/types";

type InvitationGroupsProps = {
  readonly invitation: Invitation;
  /** Null where they cannot be changed, or not by the reader. */
  readonly choices: readonly GroupChoice[] | null;
  readonly change: FormAction;
};

/** What the invitee will be given; the acceptance page shows the same. */
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
}: Omit<InvitationGroupsProps, "choices"> & { readonly choices: readonly GroupChoice[] }) {
  const held = invitation.groups.flatMap(({ id }) => (id === null ? [] : [id]));
  const gone = invitation.groups.filter((group) => group.gone).map(({ name }) => ({ id: name, name }));
  const unlisted = held.filter((id) => !choices.some((choice) => choice.id === id));
  return (
    <ActionForm key={held.join()} action={change} submit="Save groups">
      <input type="hidden" name="invitationId" value={invitation.id} />
      {unlisted.map((id) => (
        <input key={id} type="hidden" name="groupIds" value={id} />
      ))}
      <CheckboxGroup
        legend="The groups that this person will join"
        name="groupIds"
        checked={held}
        choices={choices.map(({ id, name, description, grantable }) => ({
          value: id,
          label: name,
          hint: grantable ? description : "It allows more than you may do here yourself.",
          refused: !grantable,
        }))}
      />
      {gone.length > 0 && (
        <p className="text-muted">
          Deleted since, and not given: <NameList items={gone} count={gone.length} />.
        </p>
      )}
    </ActionForm>
  );
}
