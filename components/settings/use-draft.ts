import { useState } from "react";

/** Merges entered values into saved ones. Forgets them when the saved ones change. */
export function useDraft<T extends object>(saved: T): [T, (entered: Partial<T>) => void] {
  const key = JSON.stringify(saved);
  const [draft, setDraft] = useState<{ key: string; entered: Partial<T> }>({ key, entered: {} });
  const entered = draft.key === key ? draft.entered : {};
  return [{ ...saved, ...entered }, (more) => setDraft({ key, entered: { ...entered, ...more } })];
}
