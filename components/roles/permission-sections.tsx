"use client";

import { type ChangeEvent, useEffect, useId, useRef, useState } from "react";
import { FieldError } from "@/components/ui/field-error";
import { useField } from "@/components/ui/form-state";
import type { Permission } from "@/lib/permissions";
import { MissingPermissions } from "./missing-permissions";
import { PermissionCheck, type PermissionChoice } from "./permission-check";
import { SelectAll } from "./select-all";

export type PermissionSection = { readonly legend: string; readonly choices: readonly PermissionChoice[] };

type PermissionSectionsProps = {
  readonly sections: readonly PermissionSection[];
  /** The permissions that are checked at first. */
  readonly checked: readonly Permission[];
};

const NAME = "permissions";
/** In two columns of about the same height. A hint never moves a section to the other one. */
const IN_FIRST_COLUMN = 3;

/** Checkboxes that the browser keeps, so that they work before script has loaded. What they require follows them. */
export function PermissionSections({ sections, checked }: PermissionSectionsProps) {
  const { value, error } = useField(NAME);
  const [initial] = useState<ReadonlySet<string>>(new Set(value ?? checked));
  const [selected, setSelected] = useState(initial);
  const container = useRef<HTMLDivElement>(null);
  const id = useId();

  const readSelected = () => setSelected(checkedIn(container.current));
  useEffect(() => setSelected(checkedIn(container.current)), []); // the browser may have restored others

  const missing = missingIn(sections, selected);

  /** The button for it disappears, so the focus moves. */
  function addMissing() {
    check(container.current, new Set(missing.map(({ permission }) => permission)));
    container.current?.closest("form")?.querySelector<HTMLElement>("[type=submit]")?.focus();
  }

  const columns = [sections.slice(0, IN_FIRST_COLUMN), sections.slice(IN_FIRST_COLUMN)];
  return (
    <>
      <div ref={container} onChange={readSelected} className="grid gap-4 md:grid-cols-2">
        {columns.map((column) => (
          <div key={column[0]?.legend} className="flex min-w-0 flex-col gap-4">
            {column.map((section) => (
              <Section key={section.legend} section={section} initial={initial} selected={selected} />
            ))}
          </div>
        ))}
      </div>
      <MissingPermissions missing={missing} onAdd={addMissing} />
      <FieldError id={id} error={error} />
    </>
  );
}

type SectionProps = {
  readonly section: PermissionSection;
  readonly initial: ReadonlySet<string>;
  readonly selected: ReadonlySet<string>;
};

function Section({ section: { legend, choices }, initial, selected }: SectionProps) {
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const grantable = choices.filter((choice) => choice.grantable).map(({ permission }) => permission);

  function checkAll({ currentTarget: { checked } }: ChangeEvent<HTMLInputElement>) {
    check(fieldset.current, new Set(grantable), checked);
  }

  return (
    <div className="relative">
      <fieldset ref={fieldset} className="flex min-w-0 flex-col">
        <legend className="label mb-1.5">{legend}</legend>
        {grantable.length > 1 && (
          <SelectAll
            section={legend}
            selected={grantable.filter((permission) => selected.has(permission)).length}
            of={grantable.length}
            onChange={checkAll}
          />
        )}
        <div className="card divide-y divide-separator">
          {choices.map((choice) => (
            <PermissionCheck
              key={choice.permission}
              name={NAME}
              choice={choice}
              wasChecked={initial.has(choice.permission)}
              missing={
                selected.has(choice.permission)
                  ? choice.requires.filter(({ permission }) => !selected.has(permission))
                  : []
              }
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** What the selected permissions require, and what that requires in turn, without what is selected. */
function missingIn(
  sections: readonly PermissionSection[],
  selected: ReadonlySet<string>,
): readonly PermissionChoice[] {
  const choices = sections.flatMap((section) => section.choices);
  const needed = new Set(selected);
  // Each is listed before those that require it.
  for (const { permission, requires } of choices.toReversed()) {
    if (needed.has(permission)) for (const required of requires) needed.add(required.permission);
  }
  return choices.filter(({ permission }) => needed.has(permission) && !selected.has(permission));
}

/** Clicks, so that whatever watches the form notices. */
function check(container: HTMLElement | null, permissions: ReadonlySet<string>, checked = true) {
  for (const box of container?.querySelectorAll<HTMLInputElement>(`[name=${NAME}]:enabled`) ?? []) {
    if (box.checked !== checked && permissions.has(box.value)) box.click();
  }
}

function checkedIn(container: HTMLElement | null): ReadonlySet<string> {
  const boxes = container?.querySelectorAll<HTMLInputElement>(`[name=${NAME}]:checked`) ?? [];
  return new Set([...boxes].map((box) => box.value));
}
