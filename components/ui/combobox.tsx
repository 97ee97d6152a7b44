"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, use, useRef } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox, ComboBoxStateContext } from "react-aria-components/ComboBox";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { AriaLocale } from "./aria-locale";
import { ChosenItems } from "./chosen-items";
import { cx } from "./cx";
import { floatingStyle } from "./floating-style";
import { CheckIcon, DownIcon } from "./icons";
import { isComposing } from "./is-composing";
import { Name } from "./name";

export type ComboboxOption = {
  readonly id: string;
  readonly name: string;
  readonly description: ReactNode;
  readonly disabled?: boolean;
};

type ComboboxProps = {
  readonly label: string;
  /** What the options are. */
  readonly noun: "group" | "user";
  readonly placeholder: string;
  /** Shown if no options match. */
  readonly emptyText: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** For a field above the buttons of a dialog: keeps the list so narrow and low that it doesn't cover them. */
  readonly isAboveButtons?: boolean;
  readonly id: string;
  readonly text: string;
  readonly onType: (text: string) => void;
  /** Called on Enter, unless an option was reached with the arrow keys. */
  readonly onEnter: () => void;
  /** The options that match the text. */
  readonly options: readonly ComboboxOption[];
  /** In the order in which they were chosen. */
  readonly chosen: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (chosenIds: readonly string[]) => void;
};

/** Finds options as people type, and lets them choose several, which are in the field and can be removed there. */
export function Combobox({ label, noun, placeholder, emptyText, hint, error, id, ...props }: ComboboxProps) {
  const { text, onType, onEnter, options, chosen, onChange, isAboveButtons = false } = props;
  const t = useTranslations("common");
  const chosenIds = chosen.map((item) => item.id);
  return (
    <AriaLocale>
      <ComboBox
        items={options}
        inputValue={text}
        onInputChange={onType}
        allowsCustomValue // keeps text that matches no option, which the caller reads on Enter or submit
        selectionMode="multiple"
        allowsEmptyCollection
        value={chosenIds}
        onChange={(keys) => onChange(keys.map(String))}
        disabledKeys={options.filter(({ disabled }) => disabled).map((option) => option.id)}
        isInvalid={Boolean(error)}
        className="flex flex-col gap-1.5"
      >
        <Label className="label">{label}</Label>
        <Group
          data-invalid={Boolean(error)}
          className={cx(
            "input input--full-width relative flex min-h-10 flex-wrap items-center gap-1.5 py-1 ps-2 pe-10",
            "has-[input:focus]:ring-2 has-[input:focus]:ring-focus md:min-h-9",
          )}
        >
          <ChosenItems
            label={t(`choice.${noun}.chosen`)}
            chosen={chosen}
            onRemove={(removed) => onChange(chosenIds.filter((other) => other !== removed))}
          />
          <ComboboxInput
            id={id}
            placeholder={chosen.length === 0 ? placeholder : ""}
            onEnter={onEnter}
            onErase={() => onChange(chosenIds.slice(0, -1))}
          />
          <Button
            aria-label={t(`choice.${noun}.show`)}
            className="absolute inset-y-0 end-0 grid w-9 place-items-center text-muted"
          >
            <DownIcon />
          </Button>
        </Group>
        {(error ?? hint) && (
          <Text slot="description" className={error ? "text-xs text-danger-soft-foreground" : "description"}>
            {error ?? hint}
          </Text>
        )}
        <Popover
          {...(isAboveButtons && { maxHeight: LOW_LIST })}
          className={cx(floatingStyle, "w-(--trigger-width)", isAboveButtons && "sm:max-w-sm")}
        >
          <section aria-label={t(`choice.${noun}.options`)}>
            <ListBox<ComboboxOption>
              renderEmptyState={() => <p className="px-3 py-2 text-muted">{emptyText}</p>}
            >
              {(option) => <Option option={option} />}
            </ListBox>
          </section>
        </Popover>
      </ComboBox>
    </AriaLocale>
  );
}

/** In pixels: three options and a half, which shows that there are more. */
const LOW_LIST = 176;

type ComboboxInputProps = Pick<ComboboxProps, "id" | "placeholder" | "onEnter"> & {
  /** Called on Backspace in an empty input. */
  readonly onErase: () => void;
};

/** A click opens the list, even if the input already has the focus. */
function ComboboxInput({ id, placeholder, onEnter, onErase }: ComboboxInputProps) {
  const state = use(ComboBoxStateContext);
  // An option can also be focused because the list has opened under the mouse pointer. Enter then doesn't choose it.
  const wasArrowPressed = useRef(false);

  function handleKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return event.stopPropagation();
    if (event.key !== "Enter") {
      wasArrowPressed.current = event.key.startsWith("Arrow");
      if (event.key === "Backspace" && !event.repeat && state?.inputValue === "") onErase();
      return;
    }
    const isOnOption = wasArrowPressed.current && state?.selectionManager.focusedKey != null;
    if (isOnOption || !state?.inputValue.trim()) return;
    event.preventDefault();
    event.stopPropagation();
    onEnter();
  }

  return (
    <div className="min-w-12 flex-1" onKeyDownCapture={handleKeyDown}>
      <Input
        id={id}
        maxLength={120}
        placeholder={placeholder}
        className="h-7 w-full bg-transparent px-1 text-foreground outline-none"
        onClick={() => state?.open(null, "manual")}
      />
    </div>
  );
}

function Option({ option }: { readonly option: ComboboxOption }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.name}
      className={cx(
        "group/option flex cursor-pointer items-start gap-2",
        "rounded-lg px-3 py-1.5 leading-5 outline-none",
        "data-disabled:cursor-default data-disabled:text-muted data-focused:bg-default",
      )}
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
