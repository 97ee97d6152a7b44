import { useSyncExternalStore } from "react";
import { currentAccount } from "@/components/ui/current-account";
import type { DraftText } from "@/db/bulk-actions/find-draft";

function key(): string {
  return `usher-bulk-invite-${currentAccount()}`;
}

/** Keeps what was entered in the invite dialog for the form of the bulk invite, in this tab. */
export function handOver(entered: DraftText): void {
  sessionStorage.setItem(key(), JSON.stringify(entered));
}

/** What was entered in the invite dialog; null before the page is hydrated. */
export function useHandedOver(): DraftText | null {
  const json = useSyncExternalStore(
    () => () => {},
    () => sessionStorage.getItem(key()),
    () => null,
  );
  return json === null ? null : JSON.parse(json);
}
