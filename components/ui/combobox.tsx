"use client";

import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { ChosenItems } from "./chosen-items";
import { controlStyle } from "./field";
import { floatingStyle } from "./floating-style";
import { CheckIcon, DownIcon } from "./icons";
import { Name } from "./name";

export type ComboboxOption = {
  readonly id: string;
  readonly name: string;
  readonly description: ReactNode;
  readonly disabled?: boolean;
};

type ComboboxProps = {
  /** A plural, which also names the parts: "Groups". */
  readonly label: string;
  readonly placeholder: string;
  /** In place of the options when there are none. */
  readonly emptyText: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly options: readonly ComboboxOption[];
  /** In the order in which they were chosen. */
  readonly chosen: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (chosenIds: readonly string[]) => void;
  /** For options that the server finds. Without it, the options are filtered by the typed text. */
  readonly search?: { readonly text: string; readonly onType: (text: string) => void };
};

/** Chooses several of many options by typing. The chosen ones are listed below and can be removed there. */
export function Combobox({ label, placeholder, emptyText, hint, error, ...props }: ComboboxProps) {
  const { options, chosen, onChange, search } = props;
  const noun = label.toLowerCase();
  const items = search
    ? {
        items: options,
        inputValue: search.text,
        onInputChange: search.onType,
        menuTrigger: "focus" as const,
        allowsCustomValue: true, // or Escape would not close the list while there is text
      }
    : { defaultItems: options };
  return (
    <div className="flex flex-col gap-1.5">
      <ComboBox
        {...items}
        selectionMode="multiple"
        allowsEmptyCollection
        value={chosen.map(({ id }) => id)}
        onChange={(keys) => onChange(keys.map(String))}
        disabledKeys={options.filter(({ disabled }) => disabled).map(({ id }) => id)}
        isInvalid={Boolean(error)}
        className="flex flex-col gap-1.5"
      >
        <Label className="label">{label}</Label>
        <div className="relative">
          <Input maxLength={120} placeholder={placeholder} className={`${controlStyle(true)} pe-10`} />
          <Button
            aria-label={`Show ${noun}`}
            className="absolute inset-y-0 end-0 grid w-9 place-items-center text-muted"
          >
            <DownIcon />
          </Button>
        </div>
        {(error ?? hint) && (
          <Text slot="description" className="description">
            {error ?? hint}
          </Text>
        )}
        <Popover className={`${floatingStyle} w-(--trigger-width)`}>
          <section aria-label={`${label} to choose from`}>
            <ListBox<ComboboxOption>
              renderEmptyState={() => <p className="px-3 py-2 text-muted">{emptyText}</p>}
            >
              {(option) => <Option option={option} />}
            </ListBox>
          </section>
        </Popover>
      </ComboBox>
      <ChosenItems
        label={`Chosen ${noun}`}
        chosen={chosen}
        onRemove={(removed) => onChange(chosen.map(({ id }) => id).filter((id) => id !== removed))}
      />
    </div>
  );
}

function Option({ option }: { readonly option: ComboboxOption }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.name}
      className="group/option flex cursor-pointer items-start gap-2 rounded-lg px-3 py-1.5 leading-5 outline-none data-disabled:cursor-default data-disabled:text-muted data-focused:bg-default"
    >
      <span className="invisible pt-0.5 text-accent group-data-selected/option:visible">
        <CheckIcon />
      </span>
      <span className="min-w-0">
        <Text slot="label">
          <Name>{option.name}</Name>
        </Text>
        {option.description && (
          <Text slot="description" className="line-clamp-2 text-xs text-muted">
            {option.description}
          </Text>
        )}
      </span>
    </ListBoxItem>
  );
}
