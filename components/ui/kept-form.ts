import { type RefObject, useEffect } from "react";
import { currentAccount } from "./current-account";
import { enterFields, readFields } from "./form-fields";

/**
 * Keeps what is entered in a form with the page's entry in the browser's history, so that going back to it, or reloading it,
 * restores the form. Not for forms with passwords.
 * @returns a function that keeps it, to call before the next page is opened
 */
export function useKeptForm(form: RefObject<HTMLFormElement | null>, enabled: boolean): () => void {
  useEffect(() => {
    const element = form.current;
    if (!enabled || !element) return;
    restore(element);
    const keepThis = () => keep(element);
    element.addEventListener("change", keepThis);
    window.addEventListener("pagehide", keepThis);
    return () => {
      element.removeEventListener("change", keepThis);
      window.removeEventListener("pagehide", keepThis);
    };
  }, [form, enabled]);

  return () => {
    if (enabled && form.current) keep(form.current);
  };
}

/** Files can't be stored. They are kept until the page is reloaded. */
const keptFiles = new Map<string, readonly (readonly [name: string, file: File])[]>();

function keyOf(id: string): string {
  return `usher-form-${currentAccount()}-${id}`;
}

function keep(form: HTMLFormElement): void {
  const id = currentId() ?? Date.now().toString(36);
  try {
    window.sessionStorage.setItem(keyOf(id), JSON.stringify(readFields(form)));
  } catch {
    return; // Storage is full or switched off.
  }
  keptFiles.set(keyOf(id), filesOf(form));
  window.history.replaceState({ ...window.history.state, usherForm: id }, "");
}

function restore(form: HTMLFormElement): void {
  const id = currentId();
  const stored = id && window.sessionStorage.getItem(keyOf(id));
  if (!stored) return;
  enterFields(form, JSON.parse(stored));
  for (const [name, file] of keptFiles.get(keyOf(id)) ?? []) putFile(form, name, file);
}

function putFile(form: HTMLFormElement, name: string, file: File): void {
  const input = form.querySelector<HTMLInputElement>(`input[type=file][name="${CSS.escape(name)}"]`);
  if (!input) return;
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function currentId(): string | null {
  const id: unknown = window.history.state?.usherForm;
  return typeof id === "string" ? id : null;
}

function filesOf(form: HTMLFormElement): (readonly [string, File])[] {
  const inputs = [...form.querySelectorAll<HTMLInputElement>("input[type=file]")];
  return inputs.flatMap(({ name, files }) => (files?.[0] ? [[name, files[0]] as const] : []));
}
