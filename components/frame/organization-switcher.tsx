"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ToggleEvent, useEffect, useRef, useState } from "react";
import { callAction } from "@/components/ui/call-action";
import { cx } from "@/components/ui/cx";
import { SearchIcon, UpDownIcon } from "@/components/ui/icons";
import { isComposing } from "@/components/ui/is-composing";
import { Name } from "@/components/ui/name";
import { useOpenPage } from "@/components/ui/unsaved-forms";
import { useWhenOnline } from "@/components/ui/use-online";
import { SWITCHER } from "./open-switcher";
import { type FoundOrganization, OrganizationList, type SearchState } from "./organization-list";
import { recentOrganizations, rememberOrganization } from "./recent-organizations";
import { SidebarPanel } from "./sidebar-panel";

/** `recentIds` come first while nothing is searched for. */
export type SearchOrganizations = (
  text: string,
  recentIds: readonly string[],
) => Promise<readonly FoundOrganization[]>;

type OrganizationSwitcherProps = {
  readonly current: { readonly id: string; readonly name: string };
  readonly accountId: string;
  readonly search: SearchOrganizations;
};

const TYPING_PAUSE = 200; // milliseconds
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Finds the organizations that the viewer can work in while they type. */
export function OrganizationSwitcher({ current, accountId, search }: OrganizationSwitcherProps) {
  const common = useTranslations("common");
  const panel = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef<{ text: string; timer?: ReturnType<typeof setTimeout> }>({ text: "" });
  const [result, setResult] = useState<SearchState>({ state: "loading" });
  const openPage = useOpenPage();
  const t = useTranslations("frame.switcher");

  useEffect(() => {
    const timer = setTimeout(() => rememberOrganization(accountId, current.id)); // storage is slow when it's first used
    return () => clearTimeout(timer);
  }, [accountId, current.id]);

  async function load(text: string) {
    const recentIds = recentOrganizations(accountId).filter((recentId) => recentId !== current.id);
    const found = await callAction(common, () => search(text, recentIds));
    if (latest.current.text !== text) return [];
    if ("ok" in found) {
      setResult({ state: "failed", message: found.message });
      return [];
    }
    setResult({ state: "found", text, found });
    return found;
  }

  useWhenOnline(() => {
    if (result.state === "failed") load(latest.current.text);
  });

  function handleType(text: string) {
    clearTimeout(latest.current.timer);
    latest.current = { text, timer: setTimeout(() => load(text), TYPING_PAUSE) };
  }

  function handleToggle({ newState }: ToggleEvent<HTMLDivElement>) {
    if (newState !== "open") return;
    input.current?.focus();
    load(latest.current.text);
  }

  async function goToFirst() {
    const { text, timer } = latest.current;
    clearTimeout(timer);
    const isLoaded = result.state === "found" && result.text === text;
    const [first] = isLoaded ? result.found : await load(text);
    if (!first) return;
    panel.current?.hidePopover();
    openPage(first.href);
  }

  function handleKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const step = STEPS[event.key];
    if (isComposing(event)) return;
    if (event.key === "Enter" && event.target === input.current) goToFirst();
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
        popoverTarget={SWITCHER}
        aria-label={t("label", { organization: current.name })}
        className="flex min-h-10 w-full items-center gap-2 rounded-lg border border-border px-3 py-1 text-start hover:bg-default"
      >
        <Name className="line-clamp-2 min-w-0 flex-1 leading-5 font-medium">{current.name}</Name>
        <UpDownIcon />
      </button>
      <SidebarPanel
        id={SWITCHER}
        ref={panel}
        onToggle={handleToggle}
        onKeyDown={handleKeyDown}
        className="top-28"
      >
        <div className="flex items-center gap-2 border-b border-border px-3 text-muted">
          <SearchIcon />
          <input
            ref={input}
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            maxLength={120}
            className={cx(
              "h-11 min-w-0 flex-1 bg-transparent",
              "text-base text-foreground outline-none placeholder:text-muted md:text-sm",
            )}
            onChange={({ target }) => handleType(target.value)}
          />
        </div>
        <OrganizationList search={result} currentId={current.id} />
      </SidebarPanel>
    </div>
  );
}
