import { UngrantableGroups } from "@/components/invite/ungrantable-groups";
import { Combobox } from "@/components/ui/combobox";
import type { GroupChoice } from "@/db/groups/types";

type GroupPickerProps = {
  readonly groups: readonly GroupChoice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly error: string | undefined;
};

export function GroupPicker({ groups, chosen, onChange, error }: GroupPickerProps) {
  const offered = groups.filter(({ grantable }) => grantable);
  return (
    <div className="flex flex-col gap-1.5">
      <Combobox
        label="Groups"
        placeholder={offered.length > 0 ? "Search groups" : "No group to choose from"}
        emptyText="No such group."
        hint="Optional. What they may do comes from the roles of their groups."
        error={error}
        options={offered.map(({ id, name, description }) => ({
          id,
          name,
          description: description && <bdi>{description}</bdi>,
        }))}
        chosen={offered.filter(({ id }) => chosen.includes(id))}
        onChange={onChange}
      />
      <UngrantableGroups groups={groups.filter(({ grantable }) => !grantable)} />
    </div>
  );
}
