/** Moves the focus to the page, for when the focused element disappears. */
export function focusMain() {
  requestAnimationFrame(() => document.querySelector("main")?.focus());
}
