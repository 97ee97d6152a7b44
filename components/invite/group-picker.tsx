"use client";

import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { UngrantableGroups } from "@/components/invite/ungrantable-groups";
import { ChosenItems } from "@/components/ui/chosen-items";
import { CheckIcon, DownIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";
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
    <div className="text-field">
      <ComboBox
        selectionMode="multiple"
        allowsEmptyCollection
        defaultItems={offered}
        value={chosen}
        onChange={(keys) => onChange(keys.map(String))}
        isInvalid={Boolean(error)}
        className="text-field"
      >
        <Label className="label">Groups</Label>
        <div className="relative">
          <Input
            maxLength={120}
            placeholder={offered.length > 0 ? "Search groups" : "No group to choose from"}
            className="input input--full-width h-10 pe-10 md:h-9"
          />
          <Button
            aria-label="Show groups"
            className="absolute inset-y-0 end-0 grid w-9 place-items-center text-muted"
          >
            <DownIcon />
          </Button>
        </div>
        <Text slot="description" className="description">
          {error ?? "Optional. What they may do comes from the roles of their groups."}
        </Text>
        <Popover className="floating w-(--trigger-width)">
          <section aria-label="Groups to choose from">
            <ListBox<GroupChoice>
              renderEmptyState={() => <p className="px-3 py-2 text-muted">No such group.</p>}
            >
              {(group) => <GroupOption group={group} />}
            </ListBox>
          </section>
        </Popover>
      </ComboBox>
      <ChosenItems
        label="Chosen groups"
        chosen={offered.filter(({ id }) => chosen.includes(id))}
        onRemove={(id) => onChange(chosen.filter((other) => other !== id))}
      />
      <UngrantableGroups groups={groups.filter(({ grantable }) => !grantable)} />
    </div>
  );
}

function GroupOption({ group }: { readonly group: GroupChoice }) {
  return (
    <ListBoxItem
      id={group.id}
      textValue={group.name}
      className="group/option flex cursor-pointer items-start gap-2 rounded-lg px-3 py-1.5 leading-5 outline-none data-focused:bg-default"
    >
      <span className="invisible pt-0.5 text-accent group-data-selected/option:visible">
        <CheckIcon />
      </span>
      <span className="min-w-0">
        <Text slot="label">
          <Name>{group.name}</Name>
        </Text>
        {group.description && (
          <Text slot="description" className="line-clamp-2 text-xs text-muted">
            <bdi>{group.description}</bdi>
          </Text>
        )}
      </span>
    </ListBoxItem>
  );
}
