import { unstable_isUnrecognizedActionError } from "next/navigation";
import { keepInput } from "./kept-input";

const RELOADED_AT = "usher-reloaded-at";
/** A page reloads at most once within this time, in milliseconds. */
const ONCE_WITHIN = 30_000;

/** Whether an error means that this page comes from a build that the server no longer has. */
export function isFromOldBuild(error: unknown): boolean {
  return (
    unstable_isUnrecognizedActionError(error) || (error instanceof Error && error.name === "ChunkLoadError")
  );
}

/**
 * Reloads the page, once, and keeps what was entered.
 * @returns false if it doesn't reload. Then show a message that asks the user to reload
 */
export function reloadForUpdate(): boolean {
  try {
    const before = Number(sessionStorage.getItem(RELOADED_AT));
    if (Date.now() - before < ONCE_WITHIN || !keepInput()) return false;
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  } catch {
    return false; // without storage, it could load again and again
  }
  isReloading = true;
  location.reload();
  return true;
}

/** Whether the page is about to reload with what was entered, so that leaving it loses nothing. */
export function isReloadingForUpdate(): boolean {
  return isReloading;
}

let isReloading = false;

/** Never settles: for code that has nothing to do until the page reloads. */
export function untilReloaded(): Promise<never> {
  return new Promise(() => {});
}
