import type { GroupChoice } from "@/db/groups/types";

/** A group as a choice of a `CheckboxGroup`. Groups that grant more than the viewer has can only be unchecked. */
export function groupCheckbox({ id, name, description, grantable }: GroupChoice) {
  return {
    value: id,
    label: name,
    hint: grantable ? <bdi>{description}</bdi> : "It allows more than you may do here yourself.",
    disabled: !grantable,
  };
}
