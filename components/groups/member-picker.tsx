"use client";

import { useEffect, useRef, useState } from "react";
import { callAction } from "@/components/ui/call-action";
import { Combobox } from "@/components/ui/combobox";
import { Name } from "@/components/ui/name";
import type { MemberChoice } from "@/db/groups/types";
import type { ActionResult } from "@/lib/action-result";

export type SearchUsers = (input: {
  groupId: string;
  search: string;
}) => Promise<ActionResult<readonly MemberChoice[]>>;

type MemberPickerProps = {
  readonly groupId: string;
  readonly search: SearchUsers;
  readonly chosen: readonly MemberChoice[];
  readonly onChange: (chosen: readonly MemberChoice[]) => void;
};

/** Finds users of the organization on the server while people type. */
export function MemberPicker({ groupId, search, chosen, onChange }: MemberPickerProps) {
  const [text, setText] = useState("");
  const { users, emptyText, searchFor } = useUserSearch((typed) => search({ groupId, search: typed }));

  function handleChange(ids: readonly string[]) {
    const known = [...chosen, ...users];
    onChange(ids.map((id) => known.find((user) => user.id === id)).filter((user) => user !== undefined));
  }

  return (
    <Combobox
      label="Users"
      placeholder="Search by username, name or e-mail"
      emptyText={emptyText}
      options={users.map(({ id, name, username, member }) => ({
        id,
        name,
        description: (
          <>
            <Name>{username}</Name>
            {member && ", a member already"}
          </>
        ),
        disabled: member,
      }))}
      chosen={chosen}
      onChange={handleChange}
      search={{
        text,
        // The text stays after a choice, so that several of the found users can be chosen.
        onType: (typed) => {
          setText(typed);
          searchFor(typed);
        },
      }}
    />
  );
}

const TYPING_PAUSE = 200; // milliseconds

type Found = { readonly users: readonly MemberChoice[]; readonly emptyText: string };

/** Searches at once when mounted, and then after each pause in typing. Ignores results for an older text. */
function useUserSearch(search: (text: string) => ReturnType<SearchUsers>) {
  const [found, setFound] = useState<Found>({ users: [], emptyText: "Looking…" });
  const latest = useRef<{ text: string | null; timer?: ReturnType<typeof setTimeout> }>({ text: null });

  async function load(text: string) {
    const result = await callAction(() => search(text));
    if (latest.current.text !== text) return;
    setFound(
      result.ok
        ? { users: result.data, emptyText: "No user here has such a name." }
        : { users: [], emptyText: result.message },
    );
  }

  function searchFor(text: string) {
    const { text: previous, timer } = latest.current;
    if (previous === text) return;
    clearTimeout(timer);
    latest.current = { text, timer: setTimeout(() => load(text), previous === null ? 0 : TYPING_PAUSE) };
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it is mounted.
  useEffect(() => {
    searchFor("");
    return () => clearTimeout(latest.current.timer);
  }, []);
  return { ...found, searchFor };
}
