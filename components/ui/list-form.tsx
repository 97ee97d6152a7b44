"use client";

import type { ReactNode } from "react";
import { useListNavigation } from "./list-region";
import { type ListAddress, listHref } from "./list-url";

type ListFormProps = {
  readonly address: ListAddress;
  /** What of the address the form asks for; the rest of it is kept. */
  readonly asks: readonly string[];
  readonly className?: string;
  readonly children: ReactNode;
};

/** A GET form over a list: its fields become the address, with script or without. */
export function ListForm({ address, asks, className, children }: ListFormProps) {
  const navigate = useListNavigation();
  const { after, before, ...params } = address.params;
  return (
    <form
      action={address.path}
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        navigate(
          listHref(
            address,
            Object.fromEntries(asks.map((name) => [name, String(form.get(name) ?? "").trim()])),
          ),
        );
      }}
    >
      {Object.entries(params).map(
        ([name, value]) =>
          value && !asks.includes(name) && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
    </form>
  );
}
