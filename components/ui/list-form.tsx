"use client";

import type { ReactNode } from "react";
import { useListNavigation } from "./list-region";
import { type ListAddress, listHref } from "./list-url";

type ListFormProps = {
  readonly address: ListAddress;
  /** The parameters that the form sets. The others stay. */
  readonly fields: readonly string[];
  readonly className?: string;
  readonly children: ReactNode;
};

/** A GET form whose fields become parameters of the list's address. Works without JavaScript. */
export function ListForm({ address, fields, className, children }: ListFormProps) {
  const { navigate } = useListNavigation();
  const { after, before, ...params } = address.params;
  return (
    <form
      action={address.path}
      className={className}
      data-filters=""
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        navigate(
          listHref(
            address,
            Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? "").trim()])),
          ),
        );
      }}
    >
      {Object.entries(params).map(
        ([name, value]) =>
          value && !fields.includes(name) && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
    </form>
  );
}
