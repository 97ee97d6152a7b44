import { GroupBadges } from "@/components/groups/group-badges";
import { groupCheckbox } from "@/components/groups/group-checkbox";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import type { GroupChoice } from "@/db/groups/types";
import type { MemberRow } from "@/db/memberships/types";

type UserGroupsProps = {
  readonly user: MemberRow;
  /** Null if the viewer can't change them. */
  readonly choices: readonly GroupChoice[] | null;
  readonly assign: FormAction;
};

export function UserGroups({ user, choices, assign }: UserGroupsProps) {
  return (
    <section aria-labelledby="groups" className="flex flex-col gap-3">
      <h2 id="groups" className="text-lg font-semibold">
        Groups
      </h2>
      {choices ? (
        <UserGroupsForm user={user} choices={choices} assign={assign} />
      ) : (
        <GroupBadges groups={user.groups} />
      )}
    </section>
  );
}

function UserGroupsForm({
  user,
  choices,
  assign,
}: UserGroupsProps & { readonly choices: readonly GroupChoice[] }) {
  const groupIds = user.groups.map(({ id }) => id);
  const notOffered = groupIds.filter((id) => !choices.some((choice) => choice.id === id));
  return (
    <ActionForm key={groupIds.join()} action={assign} submitLabel="Save groups">
      <input type="hidden" name="userId" value={user.userId} />
      {notOffered.map((id) => (
        <input key={id} type="hidden" name="groupIds" value={id} />
      ))}
      <CheckboxGroup
        legend="Groups"
        hideLegend
        name="groupIds"
        checked={groupIds}
        choices={choices.map(groupCheckbox)}
      />
    </ActionForm>
  );
}
