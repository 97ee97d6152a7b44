import { useTranslations } from "next-intl";
import { UngrantableGroups } from "@/components/invite/ungrantable-groups";
import { Combobox } from "@/components/ui/combobox";
import type { GroupChoice } from "@/db/groups/types";
import type { Translator } from "@/i18n/translator";
import { choiceMeant, matchingChoices, unclearChoice } from "@/lib/choices";

/** The chosen groups, and the text that is typed to find another one. */
export type GroupsState = {
  readonly chosen: readonly string[];
  readonly typed: string;
  readonly error?: string | undefined;
};

export const NO_GROUPS: GroupsState = { chosen: [], typed: "" };
const GROUPS_INPUT = "invite-groups";

/** Chooses the group that the typed text means, or sets an error if that isn't clear. */
export function chooseTypedGroup(
  t: Translator<"common">,
  state: GroupsState,
  groups: readonly GroupChoice[],
): GroupsState {
  const { chosen, typed } = state;
  if (typed.trim() === "") return { chosen, typed: "" };
  const found = matchingChoices(grantableOf(groups), typed);
  const meant = choiceMeant(found, typed);
  if (!meant) return { chosen, typed, error: unclearChoice(t, "group", found, typed) };
  return { chosen: [...new Set([...chosen, meant.id])], typed: "" };
}

export function focusGroups() {
  document.getElementById(GROUPS_INPUT)?.focus();
}

type GroupPickerProps = {
  readonly groups: readonly GroupChoice[];
  readonly state: GroupsState;
  readonly onChange: (state: GroupsState) => void;
  /** From the action. An error about the typed text comes first. */
  readonly error: string | undefined;
};

export function GroupPicker({ groups, state, onChange, error }: GroupPickerProps) {
  const t = useTranslations("invite.groups");
  const common = useTranslations("common");
  const offered = grantableOf(groups);
  return (
    <div className="flex flex-col gap-1.5">
      <Combobox
        noun="group"
        id={GROUPS_INPUT}
        label={t("label")}
        placeholder={t(offered.length > 0 ? "search" : "noChoices")}
        emptyText={t("noMatch")}
        isAboveButtons
        hint={t("hint")}
        error={state.error ?? error}
        text={state.typed}
        onType={(typed) => onChange({ chosen: state.chosen, typed })}
        onEnter={() => onChange(chooseTypedGroup(common, state, groups))}
        options={matchingChoices(offered, state.typed).map(({ id, name, description }) => ({
          id,
          name,
          description: description && <bdi>{description}</bdi>,
        }))}
        chosen={offered.filter(({ id }) => state.chosen.includes(id))}
        onChange={(chosen) => onChange({ chosen, typed: "" })}
      />
      <UngrantableGroups groups={groups.filter((group) => !group.grantable)} />
    </div>
  );
}

function grantableOf(groups: readonly GroupChoice[]) {
  return groups.filter((group) => group.grantable);
}
