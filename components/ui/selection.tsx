"use client";

import { createContext, type ReactNode, use, useState } from "react";

type Selection = {
  readonly selected: readonly string[];
  readonly selectable: readonly string[];
  readonly select: (ids: readonly string[], selected: boolean) => void;
  readonly clear: () => void;
};

const SelectionContext = createContext<Selection>({
  selected: [],
  selectable: [],
  select: () => undefined,
  clear: () => undefined,
});

type SelectionProviderProps = {
  /** The rows that can be selected. A selected row that is no longer among them is not counted. */
  readonly ids: readonly string[];
  readonly children: ReactNode;
};

/** Keeps the selected rows of a list. */
export function SelectionProvider({ ids, children }: SelectionProviderProps) {
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  function select(changed: readonly string[], on: boolean) {
    setChecked((before) => {
      const others = [...before].filter((id) => !changed.includes(id));
      return new Set(on ? [...others, ...changed] : others);
    });
  }
  const selected = ids.filter((id) => checked.has(id));
  const clear = () => setChecked(new Set());
  return <SelectionContext value={{ selected, selectable: ids, select, clear }}>{children}</SelectionContext>;
}

export function useSelection() {
  return use(SelectionContext);
}

export function SelectRow({ id, label }: { readonly id: string; readonly label: string }) {
  const { selected, select } = useSelection();
  return <Checkbox label={label} checked={selected.includes(id)} onChange={(on) => select([id], on)} />;
}

/** Nothing where no row can be selected. */
export function SelectAll({ label }: { readonly label: string }) {
  const { selected, selectable, select } = useSelection();
  if (selectable.length === 0) return null;
  return (
    <Checkbox
      label={label}
      checked={selected.length === selectable.length}
      onChange={(on) => select(selectable, on)}
    />
  );
}

type CheckboxProps = {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
};

/** The table disables it until the page is hydrated. */
function Checkbox({ label, checked, onChange }: CheckboxProps) {
  return (
    <label className="-m-1 grid size-7 place-items-center @max-[40rem]:m-0 @max-[40rem]:size-full">
      <span className="sr-only">{label}</span>
      <input
        type="checkbox"
        className="size-4"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
    </label>
  );
}
