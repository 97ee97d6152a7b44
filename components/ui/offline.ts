/** Shows that the browser is offline, and offers to try again. */
let show: ((retry: () => void) => void) | null = null;

/** Sets what shows that a page couldn't be opened. @returns a function that ends this */
export function showOffline(notice: (retry: () => void) => void): () => void {
  show = notice;
  return () => {
    show = null;
  };
}

/**
 * Whether opening a page was stopped because the browser is offline. It would show its own error page in place of this one.
 * @param retry opens the page, when people try again
 */
export function isStoppedOffline(retry: () => void): boolean {
  if (navigator.onLine) return false;
  show?.(retry);
  return true;
}
