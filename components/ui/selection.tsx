"use client";

import { createContext, type ReactNode, use, useState } from "react";
import { useHydrated } from "./use-hydrated";

type Selection = {
  readonly chosen: readonly string[];
  readonly all: readonly string[];
  readonly choose: (ids: readonly string[], chosen: boolean) => void;
};

const SelectionContext = createContext<Selection>({ chosen: [], all: [], choose: () => undefined });

/** Remembers which rows are ticked; `ids` are those that can be, so that what has gone is not counted. */
export function SelectionProvider({
  ids,
  children,
}: {
  readonly ids: readonly string[];
  readonly children: ReactNode;
}) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  function choose(changed: readonly string[], on: boolean) {
    setTicked(
      (before) => new Set(on ? [...before, ...changed] : [...before].filter((id) => !changed.includes(id))),
    );
  }
  const chosen = ids.filter((id) => ticked.has(id));
  return <SelectionContext value={{ chosen, all: ids, choose }}>{children}</SelectionContext>;
}

export function useSelection() {
  return use(SelectionContext);
}

export function SelectRow({ id, label }: { readonly id: string; readonly label: string }) {
  const { chosen, choose } = useSelection();
  return <Tick label={label} checked={chosen.includes(id)} onChange={(on) => choose([id], on)} />;
}

export function SelectAll({ label }: { readonly label: string }) {
  const { chosen, all, choose } = useSelection();
  return (
    <Tick
      label={label}
      checked={all.length > 0 && chosen.length === all.length}
      onChange={(on) => choose(all, on)}
    />
  );
}

type TickProps = {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
};

function Tick({ label, checked, onChange }: TickProps) {
  const hydrated = useHydrated();
  return (
    <label className="-m-1 inline-grid size-7 place-items-center">
      <span className="sr-only">{label}</span>
      <input
        type="checkbox"
        disabled={!hydrated}
        className="size-4 accent-accent"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
    </label>
  );
}
