"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { callAction } from "@/components/ui/call-action";
import { Combobox } from "@/components/ui/combobox";
import { Name } from "@/components/ui/name";
import { richText } from "@/components/ui/rich-text";
import { useWhenOnline } from "@/components/ui/use-online";
import { keptState, MEMBERS_DIALOG } from "@/components/update/kept-dialog";
import type { MemberChoice } from "@/db/groups/types";
import type { ActionResult } from "@/lib/action-result";
import { choiceMeant, unclearChoice } from "@/lib/choices";

export type SearchUsers = (input: {
  groupId: string;
  search: string;
}) => Promise<ActionResult<readonly MemberChoice[]>>;

const USERS_INPUT = "add-members";

/** The chosen users, and the text that is typed to find another one. */
export function useMemberPicker(groupId: string, search: SearchUsers) {
  const t = useTranslations("groups.members.add");
  const common = useTranslations("common");
  const [chosen, setChosen] = useState(() => keptState<readonly MemberChoice[]>(MEMBERS_DIALOG) ?? []);
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  // The text stays after a choice, so that several of the found users can be chosen. By then it has been used.
  const [isTaken, setTaken] = useState(true);
  const { users, emptyText, searchFor, find } = useUserSearch((typed) => search({ groupId, search: typed }));

  function type(typed: string) {
    setText(typed);
    setTaken(typed.trim() === "");
    setError(undefined);
    searchFor(typed);
  }

  function choose(ids: readonly string[]) {
    const known = [...chosen, ...users];
    setChosen(ids.map((id) => known.find((user) => user.id === id)).filter((user) => user !== undefined));
    setTaken(true);
    setError(undefined);
  }

  /** Chooses the user that the typed text identifies. @returns all chosen users; null if the text is ambiguous or unknown */
  async function takeTyped(): Promise<readonly MemberChoice[] | null> {
    if (isTaken) return chosen;
    const found = await find(text);
    const meant = choiceMeant(
      found.map((user) => ({ ...user, alias: user.username })),
      text,
    );
    if (!meant || meant.member) {
      setError(meant ? t("errors.member", { user: meant.name }) : unclearChoice(common, "user", found, text));
      document.getElementById(USERS_INPUT)?.focus();
      return null;
    }
    const all = [...chosen.filter(({ id }) => id !== meant.id), meant];
    setChosen(all);
    setText("");
    setTaken(true);
    searchFor("");
    return all;
  }

  const isTyped = !isTaken;
  return { text, isTyped, type, chosen, choose, takeTyped, users, emptyText, error };
}

/** Finds users of the organization on the server while people type. */
export function MemberPicker({ picker }: { readonly picker: ReturnType<typeof useMemberPicker> }) {
  const t = useTranslations("groups.members.add");
  const { text, type, chosen, choose, takeTyped, users, emptyText, error } = picker;
  return (
    <Combobox
      noun="user"
      id={USERS_INPUT}
      label={t("users")}
      placeholder={t("search")}
      emptyText={emptyText}
      error={error}
      text={text}
      onType={type}
      onEnter={takeTyped}
      options={users.map(({ id, name, username, member }) => ({
        id,
        name,
        description: member ? t.rich("member", { ...richText, username }) : <Name>{username}</Name>,
        disabled: member,
      }))}
      chosen={chosen}
      onChange={choose}
    />
  );
}

const TYPING_PAUSE = 200; // milliseconds

type Found = { readonly text: string; readonly users: readonly MemberChoice[]; readonly emptyText: string };

/** Searches immediately when mounted, and then after each pause in typing. Ignores results for an older text. */
function useUserSearch(search: (text: string) => ReturnType<SearchUsers>) {
  const common = useTranslations("common");
  const t = useTranslations("groups.members.add");
  const [found, setFound] = useState<Found>({ text: "", users: [], emptyText: t("searching") });
  const latest = useRef<{ text: string | null; timer?: ReturnType<typeof setTimeout> }>({ text: null });

  async function load(text: string): Promise<readonly MemberChoice[]> {
    const result = await callAction(common, () => search(text));
    const users = result.ok ? result.data : [];
    const emptyText = result.ok ? t("notFound") : result.message;
    if (latest.current.text === text) setFound({ text, users, emptyText });
    return users;
  }

  function searchFor(text: string) {
    const { text: previous, timer } = latest.current;
    if (previous === text) return;
    clearTimeout(timer);
    latest.current = { text, timer: setTimeout(() => load(text), previous === null ? 0 : TYPING_PAUSE) };
  }

  /** The users that match the text, without waiting for a pause in typing. */
  async function find(text: string): Promise<readonly MemberChoice[]> {
    if (found.text === text) return found.users;
    clearTimeout(latest.current.timer);
    return await load(text);
  }

  useWhenOnline(() => {
    if (latest.current.text !== null) load(latest.current.text);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it is mounted.
  useEffect(() => {
    searchFor("");
    return () => clearTimeout(latest.current.timer);
  }, []);
  return { ...found, searchFor, find };
}
