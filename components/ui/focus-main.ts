/** For when what had the focus goes: one goes on at the page itself, and not at its very beginning. */
export function focusMain() {
  requestAnimationFrame(() => document.querySelector("main")?.focus());
}
