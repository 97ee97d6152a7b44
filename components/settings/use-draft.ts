import { useState } from "react";

/** What has been entered beside what is saved; forgotten as soon as something else is saved. */
export function useDraft<T extends object>(saved: T): [T, (entered: Partial<T>) => void] {
  const of = JSON.stringify(saved);
  const [draft, setDraft] = useState<{ of: string; entered: Partial<T> }>({ of, entered: {} });
  const entered = draft.of === of ? draft.entered : {};
  return [{ ...saved, ...entered }, (more) => setDraft({ of, entered: { ...entered, ...more } })];
}
