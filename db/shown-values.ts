import { z } from "zod";
import { boundedText } from "@/db/text";

/** The values that a form showed, by the names of its fields. */
export type ShownValues = Readonly<Record<string, unknown>>;

/** Only forms send the values that they showed. */
export type Optional<Input, Name extends keyof Input> = Omit<Input, Name> & Partial<Pick<Input, Name>>;

/**
 * A hidden field with the values that the form showed, as JSON. What a user leaves unchanged isn't written, so that an old
 * page doesn't undo what somebody else has changed since.
 */
export const shownValues = boundedText(8000, "The form could not be read. Load the page again.").transform(
  parse,
);

const record = z.record(z.string(), z.unknown());

/** Without readable values, every entered value counts as a change. */
function parse(text: string): ShownValues {
  try {
    return record.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** @returns the entered values that differ from what the form showed */
export function changedValues<Values extends object>(
  entered: Values,
  shown: ShownValues = {},
): Partial<Values> {
  const changed = Object.entries(entered).filter(([name, value]) => value !== shown[name]);
  return Object.fromEntries(changed) as Partial<Values>; // safe: a subset of its entries
}

/**
 * The new list after a form was sent: adds what the user selected in it, and removes what they deselected.
 * @param before what the form showed. Without it, the new list is exactly what was chosen
 */
export function changedList<Value>(
  current: readonly Value[],
  {
    chosen,
    before = current,
  }: { readonly chosen: readonly Value[]; readonly before?: readonly Value[] | undefined },
): Value[] {
  const kept = current.filter((value) => chosen.includes(value) || !before.includes(value));
  const added = chosen.filter((value) => !before.includes(value) && !current.includes(value));
  return [...new Set([...kept, ...added])];
}
