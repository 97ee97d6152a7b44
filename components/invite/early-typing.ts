/**
 * What is typed after the invite dialog was opened and before its field has the focus, while its script loads. It would be lost,
 * and a space or Enter would select the button again.
 */
let typed = "";
let opener: Element | null = null;

/** Starts to keep what is typed, unless people go on somewhere else. */
export function keepEarlyTyping(): void {
  typed = "";
  opener = document.activeElement;
  document.addEventListener("keydown", handleKeyDown, true);
}

/** Stops. @returns what was typed */
export function takeEarlyTyping(): string {
  document.removeEventListener("keydown", handleKeyDown, true);
  const text = typed;
  typed = "";
  return text;
}

function handleKeyDown(event: KeyboardEvent): void {
  const { activeElement } = document;
  if (activeElement !== opener && activeElement !== document.body) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Backspace") typed = typed.slice(0, -1);
  else if (event.key === "Enter" || event.key === " ") typed += event.repeat ? "" : " ";
  else if ([...event.key].length === 1) typed += event.key;
  else return;
  event.preventDefault();
}
