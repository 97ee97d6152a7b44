"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type ToggleEvent, useEffect, useId, useRef, useState } from "react";
import { callAction } from "@/components/ui/call-action";
import { SearchIcon, UpDownIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";
import { type FoundOrganization, OrganizationList, type Search } from "./organization-list";
import { recentOrganizations, rememberOrganization } from "./recent-organizations";

/** `visited`: ids of where one was before, to be shown first where nothing is searched for. */
export type SearchOrganizations = (
  text: string,
  visited: readonly string[],
) => Promise<readonly FoundOrganization[]>;

type PlaceSwitcherProps = {
  readonly current: { readonly id: string; readonly name: string };
  readonly accountId: string;
  readonly search: SearchOrganizations;
};

const PAUSE = 200;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Leads to any organization that one may enter, by name, as one types. */
export function OrganizationSwitcher({ current, accountId, search }: PlaceSwitcherProps) {
  const panel = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef<{ text: string; timer?: ReturnType<typeof setTimeout> }>({ text: "" });
  const [result, setResult] = useState<Search>({ state: "waiting" });
  const router = useRouter();
  const id = useId();

  useEffect(() => rememberOrganization(accountId, current.id), [accountId, current.id]);

  async function look(text: string) {
    const visited = recentOrganizations(accountId).filter((place) => place !== current.id);
    const answer = await callAction(() => search(text, visited));
    if (latest.current.text !== text) return [];
    setResult("ok" in answer ? { state: "failed" } : { state: "found", text, found: answer });
    return "ok" in answer ? [] : answer;
  }

  function type(text: string) {
    clearTimeout(latest.current.timer);
    latest.current = { text, timer: setTimeout(() => look(text), PAUSE) };
  }

  function opened({ newState }: ToggleEvent<HTMLDivElement>) {
    if (newState !== "open") return;
    field.current?.focus();
    look(latest.current.text);
  }

  async function goToFirst() {
    const { text, timer } = latest.current;
    clearTimeout(timer);
    const shown = result.state === "found" && result.text === text;
    const [first] = shown ? result.found : await look(text);
    if (!first) return;
    panel.current?.hidePopover();
    router.push(first.href);
  }

  function press(event: KeyboardEvent<HTMLDivElement>) {
    const step = STEPS[event.key];
    if (event.key === "Enter" && event.target === field.current) goToFirst();
    if (!step) return;
    event.preventDefault();
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, a")];
    const at = stops.findIndex((stop) => stop.matches(":focus"));
    stops.at((at + step) % stops.length)?.focus();
  }

  return (
    <div>
      <button
        type="button"
        popoverTarget={id}
        className="flex min-h-10 w-full items-center gap-2 rounded-lg border border-border px-3 py-1 text-start hover:bg-default"
      >
        <span className="sr-only">Switch organization. You are in </span>
        <Name className="line-clamp-2 min-w-0 flex-1 leading-5 font-medium">{current.name}</Name>
        <UpDownIcon />
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys lead through what is in it, which Tab does too. */}
      <div
        id={id}
        ref={panel}
        popover="auto"
        onToggle={opened}
        onKeyDown={press}
        className="sidebar-panel top-28"
      >
        <div className="flex items-center gap-2 border-b border-border px-3 text-muted">
          <SearchIcon />
          <input
            ref={field}
            type="search"
            aria-label="Search organizations"
            placeholder="Search organizations"
            maxLength={120}
            className="h-11 min-w-0 flex-1 bg-transparent text-foreground outline-none placeholder:text-muted"
            onChange={({ target }) => type(target.value)}
          />
        </div>
        <OrganizationList search={result} />
      </div>
    </div>
  );
}
