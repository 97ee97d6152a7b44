export type Stopped = {
  /** Opens the page, when people try again. */
  readonly retry: () => void;
  /** Whether it is also opened as soon as the connection is back, because it is only another part of the same list. */
  readonly resumes: boolean;
};

/** Shows that the browser is offline, and offers to try again. */
let show: ((stopped: Stopped) => void) | null = null;

/** Sets what shows that a page couldn't be opened. @returns a function that ends this */
export function showOffline(notice: (stopped: Stopped) => void): () => void {
  show = notice;
  return () => {
    show = null;
  };
}

/** Whether opening a page was stopped because the browser is offline. It would show its own error page in place of this one. */
export function isStoppedOffline(retry: () => void, { resumes = false } = {}): boolean {
  if (navigator.onLine) return false;
  show?.({ retry, resumes });
  return true;
}
