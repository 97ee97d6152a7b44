"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { callAction } from "@/components/ui/call-action";
import { ChosenItems } from "@/components/ui/chosen-items";
import { CheckIcon, DownIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";
import type { MemberChoice } from "@/db/groups/types";
import type { ActionResult } from "@/lib/action-result";

export type FindUsers = (input: {
  groupId: string;
  search: string;
}) => Promise<ActionResult<readonly MemberChoice[]>>;

type MemberPickerProps = {
  readonly groupId: string;
  readonly find: FindUsers;
  readonly chosen: readonly MemberChoice[];
  readonly onChange: (chosen: readonly MemberChoice[]) => void;
};

type Found = { readonly users: readonly MemberChoice[]; readonly sentence: string };

const PAUSE = 200;
const LOOKING = "Looking…";

/** Users of the organization, found on the server as one types. */
export function MemberPicker({ groupId, find, chosen, onChange }: MemberPickerProps) {
  const [text, setText] = useState("");
  const [found, look] = useFound((search) => find({ groupId, search }));

  /** The text stays when somebody is chosen: so one chooses several of what was found. */
  function type(typed: string) {
    setText(typed);
    look(typed);
  }

  function choose(ids: readonly string[]) {
    const known = [...chosen, ...found.users];
    const each = ids.map((id) => known.find((user) => user.id === id));
    onChange(each.filter((user) => user !== undefined));
  }

  return (
    <div className="text-field">
      <ComboBox
        selectionMode="multiple"
        allowsEmptyCollection
        allowsCustomValue // or Escape would not close the list while there is text
        menuTrigger="focus"
        items={found.users}
        value={chosen.map(({ id }) => id)}
        onChange={(keys) => choose(keys.map(String))}
        inputValue={text}
        onInputChange={type}
        disabledKeys={found.users.filter(({ member }) => member).map(({ id }) => id)}
        className="text-field"
      >
        <Label className="label">Users</Label>
        <div className="relative">
          <Input
            maxLength={120}
            placeholder="Search by username, name or e-mail"
            className="input input--full-width h-10 pe-10 md:h-9"
          />
          <Button
            aria-label="Show users"
            className="absolute inset-y-0 end-0 grid w-9 place-items-center text-muted"
          >
            <DownIcon />
          </Button>
        </div>
        <Popover className="floating w-(--trigger-width)">
          <section aria-label="Users to choose from">
            <ListBox<MemberChoice>
              renderEmptyState={() => <p className="px-3 py-2 text-muted">{found.sentence}</p>}
            >
              {(user) => <UserOption user={user} />}
            </ListBox>
          </section>
        </Popover>
      </ComboBox>
      <ChosenItems
        label="Chosen users"
        chosen={chosen}
        onRemove={(id) => onChange(chosen.filter((user) => user.id !== id))}
      />
    </div>
  );
}

function UserOption({ user }: { readonly user: MemberChoice }) {
  const { id, name, username, member } = user;
  return (
    <ListBoxItem
      id={id}
      textValue={name}
      className="group/option flex cursor-pointer items-start gap-2 rounded-lg px-3 py-1.5 leading-5 outline-none data-disabled:cursor-default data-disabled:text-muted data-focused:bg-default"
    >
      <span className="invisible pt-0.5 text-accent group-data-selected/option:visible">
        <CheckIcon />
      </span>
      <span className="min-w-0">
        <Text slot="label">
          <Name>{name}</Name>
        </Text>
        <Text slot="description" className="block text-xs text-muted">
          <Name>{username}</Name>
          {member && ", a member already"}
        </Text>
      </span>
    </ListBoxItem>
  );
}

/** Asks for what is typed after a pause, and for all at first; an answer that comes too late is not shown. */
function useFound(find: (search: string) => ReturnType<FindUsers>): [Found, (text: string) => void] {
  const [found, setFound] = useState<Found>({ users: [], sentence: LOOKING });
  const latest = useRef<{ text: string | null; timer?: ReturnType<typeof setTimeout> }>({ text: null });

  async function ask(text: string) {
    const answer = await callAction(() => find(text));
    if (latest.current.text !== text) return;
    setFound(
      answer.ok
        ? { users: answer.data, sentence: "No user here has such a name." }
        : { users: [], sentence: answer.message },
    );
  }

  function look(text: string) {
    if (latest.current.text === text) return;
    clearTimeout(latest.current.timer);
    latest.current = { text, timer: setTimeout(() => ask(text), latest.current.text === null ? 0 : PAUSE) };
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the picker is first drawn.
  useEffect(() => {
    look("");
    return () => clearTimeout(latest.current.timer);
  }, []);
  return [found, look];
}
