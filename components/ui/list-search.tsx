"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { SearchIcon } from "./icons";
import { isComposing } from "./is-composing";
import type { ListAddress } from "./list-url";
import { useListSearch } from "./use-list-search";

type ListSearchProps = {
  readonly address: ListAddress;
  readonly label: string;
  readonly placeholder?: string;
};

/** Searches while one types, and keeps the search in the address. Without JavaScript it is a GET form. */
export function ListSearch({ address, label, placeholder = label }: ListSearchProps) {
  const t = useTranslations("common.list");
  const id = useId();
  const { input, version, type, search } = useListSearch(address);
  const { q = "", after, before, ...others } = address.params;
  return (
    <search className="-order-1 min-w-24 flex-1 sm:order-none sm:w-48 sm:max-w-80 sm:flex-auto xl:w-80">
      <form
        action={address.path}
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          search();
        }}
      >
        {Object.entries(others).map(
          ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <label htmlFor={id} className="sr-only">
          {label}
        </label>
        <input
          key={version}
          ref={input}
          id={id}
          type="search"
          name="q"
          defaultValue={q}
          maxLength={120}
          autoComplete="off" // a browser that fills in an earlier search would search for it
          placeholder={placeholder}
          className="input input--full-width h-10 ps-9 text-ellipsis md:h-9"
          onInput={({ nativeEvent }) => {
            if (!("isComposing" in nativeEvent && nativeEvent.isComposing)) type();
          }}
          onCompositionEnd={type}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || isComposing(event) || !event.currentTarget.value) return;
            event.preventDefault();
            event.currentTarget.value = "";
            search();
          }}
        />
        <button
          type="submit"
          tabIndex={-1}
          aria-label={t("search")}
          className="absolute inset-y-0 start-0 grid w-9 place-items-center rounded-lg text-muted"
        >
          <SearchIcon />
        </button>
      </form>
    </search>
  );
}
