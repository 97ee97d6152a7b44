"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";

const OrdersContext = createContext<Map<string, readonly string[]> | null>(null);

/** The groups of checkboxes inside keep their order when they are drawn again, so that saving moves nothing. */
export function KeepOrder({ children }: { readonly children: ReactNode }) {
  const [orders] = useState(() => new Map<string, readonly string[]>());
  return <OrdersContext value={orders}>{children}</OrdersContext>;
}

/** The choices in the order in which they were shown before, as long as they are the same ones. */
export function useKeptOrder<Choice extends { readonly value: string }>(
  name: string,
  choices: readonly Choice[],
): readonly Choice[] {
  const orders = use(OrdersContext);
  const byValue = new Map(choices.map((choice) => [choice.value, choice]));
  const before = (orders?.get(name) ?? []).flatMap((value) => byValue.get(value) ?? []);
  const kept = before.length === choices.length ? before : choices;
  useEffect(() => {
    orders?.set(
      name,
      kept.map(({ value }) => value),
    );
  });
  return kept;
}
