"use client";

import { type ToggleEvent, useId, useRef, useState } from "react";
import { attempt } from "@/components/attempt";
import { FrameLink } from "@/components/frame/frame-link";
import { SearchIcon, UpDownIcon } from "@/components/icons";
import { Name } from "@/components/name";
import { plural } from "@/components/plural";

/** `path` names the organizations above: "Meridian Group / Acme Travel". */
export type FoundOrganization = {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly path: string;
};

export type SearchOrganizations = (text: string) => Promise<readonly FoundOrganization[]>;

type Search =
  | { readonly state: "waiting" }
  | { readonly state: "failed" }
  | { readonly state: "found"; readonly found: readonly FoundOrganization[] };

const PAUSE = 200;

/** Leads to any organization that one may enter, by name, as one types. */
export function PlaceSwitcher({
  current,
  search,
}: {
  readonly current: string;
  readonly search: SearchOrganizations;
}) {
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef<{ text: string; timer?: ReturnType<typeof setTimeout> }>({ text: "" });
  const [result, setResult] = useState<Search>({ state: "waiting" });
  const id = useId();

  async function look(text: string) {
    const answer = await attempt(() => search(text));
    if (latest.current.text !== text) return;
    setResult("ok" in answer ? { state: "failed" } : { state: "found", found: answer });
  }

  function type(text: string) {
    clearTimeout(latest.current.timer);
    latest.current = { text, timer: setTimeout(() => look(text), PAUSE) };
  }

  function opened({ newState }: ToggleEvent<HTMLDivElement>) {
    if (newState !== "open") return;
    field.current?.focus();
    if (result.state !== "found") look(latest.current.text);
  }

  return (
    <div>
      <button
        type="button"
        popoverTarget={id}
        className="flex min-h-10 w-full items-center gap-2 rounded-lg border border-border px-3 py-1 text-start hover:bg-default"
      >
        <span className="sr-only">Switch organization. You are in </span>
        <Name className="line-clamp-2 min-w-0 flex-1 leading-5 font-medium">{current}</Name>
        <UpDownIcon />
      </button>
      <div id={id} popover="auto" onToggle={opened} className="sidebar-panel" style={{ top: "7rem" }}>
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
        <Found result={result} />
      </div>
    </div>
  );
}

function Found({ result }: { readonly result: Search }) {
  return (
    <>
      <p
        role="status"
        className={`p-4 text-muted ${result.state === "found" && result.found.length > 0 ? "sr-only" : ""}`}
      >
        {sentence(result)}
      </p>
      {result.state === "found" && result.found.length > 0 && (
        <ul className="max-h-72 overflow-y-auto p-2">
          {result.found.map(({ id, name, href, path }) => (
            <li key={id}>
              <FrameLink href={href} className="block rounded-lg px-2 py-1.5 leading-5 hover:bg-default">
                <Name className="block font-medium">{name}</Name>
                {path && <Name className="block truncate text-xs text-muted">{path}</Name>}
              </FrameLink>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function sentence(result: Search) {
  if (result.state === "waiting") return "Looking…";
  if (result.state === "failed") return "The organizations could not be loaded. Try again in a moment.";
  if (result.found.length === 0) return "No organization that you may enter has such a name.";
  return `${plural(result.found.length, "organization")} found.`;
}
