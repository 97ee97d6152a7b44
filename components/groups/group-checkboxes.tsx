import { useTranslations } from "next-intl";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import type { GroupChoice } from "@/db/groups/types";

type GroupCheckboxesProps = {
  readonly legend: string;
  readonly hideLegend?: boolean;
  readonly groups: readonly GroupChoice[];
  readonly checked?: readonly string[];
};

/** Chooses groups. Those that grant more than the viewer has can only be unchecked. */
export function GroupCheckboxes({ groups, ...group }: GroupCheckboxesProps) {
  const t = useTranslations("groups");
  return (
    <CheckboxGroup
      {...group}
      name="groupIds"
      choices={groups.map(({ id, name, description, grantable }) => ({
        value: id,
        label: name,
        hint: grantable ? <bdi>{description}</bdi> : t("notGrantable"),
        disabled: !grantable,
      }))}
    />
  );
}
