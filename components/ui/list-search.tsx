"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { SearchIcon } from "./icons";
import { useListNavigation } from "./list-region";
import { type ListAddress, listHref } from "./list-url";

type ListSearchProps = {
  readonly address: ListAddress;
  readonly label: string;
  readonly placeholder?: string;
};

/** A GET form that sets the search in the address. Works without JavaScript. */
export function ListSearch({ address, label, placeholder = label }: ListSearchProps) {
  const navigate = useListNavigation();
  const t = useTranslations("common.list");
  const id = useId();
  const { q = "", after, before, ...others } = address.params;
  return (
    <search className="w-full sm:w-72">
      <form
        action={address.path}
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          navigate(listHref(address, { q: String(new FormData(event.currentTarget).get("q") ?? "").trim() }));
        }}
      >
        {Object.entries(others).map(
          ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <label htmlFor={id} className="sr-only">
          {label}
        </label>
        <input
          key={q}
          id={id}
          type="search"
          name="q"
          defaultValue={q}
          maxLength={120}
          placeholder={placeholder}
          className="input input--full-width h-10 ps-9 text-ellipsis md:h-9"
        />
        <button
          type="submit"
          aria-label={t("search")}
          className="absolute inset-y-0 start-0 grid w-9 place-items-center rounded-lg text-muted"
        >
          <SearchIcon />
        </button>
      </form>
    </search>
  );
}
