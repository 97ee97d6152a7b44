/*
 * What was entered on a page, kept in the tab while the page is loaded again. Passwords and files are not kept.
 */

import { currentAccount } from "@/components/ui/current-account";

const KEY = "usher-kept-input";
const MAX_AGE = 60_000; // milliseconds
const DIALOG = "[role=dialog], [role=alertdialog]";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Field = { readonly name: string; readonly value: string; readonly checked: boolean };

type Kept = {
  readonly account: string;
  readonly path: string;
  readonly at: number;
  /** The fields of each form of the page, in its order. */
  readonly forms: readonly (readonly Field[])[];
  /** The state of each open dialog, by its name. */
  readonly dialogs: Readonly<Record<string, unknown>>;
};

const dialogs = new Map<string, () => object | null>();

/** Registers an open dialog, so that its state is kept. @returns a function that unregisters it */
export function registerDialog(name: string, readState: () => object | null): () => void {
  dialogs.set(name, readState);
  return () => {
    dialogs.delete(name);
  };
}

/** Whether a form of the page differs from what the server sent, or a dialog is open. Searches and filters don't count. */
export function isBeingFilledIn(): boolean {
  return document.querySelector(DIALOG) !== null || pageForms().some(isFormChanged);
}

/** Whether a form differs from what the server sent. */
export function isFormChanged(form: HTMLFormElement): boolean {
  return controlsOf(form).some(isChanged);
}

/** @returns whether all input is kept: the state of a dialog that isn't registered can't be */
export function keepInput(): boolean {
  if (dialogs.size === 0 && hasFilledDialog()) return false;
  const kept: Kept = {
    account: currentAccount(),
    path: currentPath(),
    at: Date.now(),
    forms: pageForms().map((form) => controlsOf(form).filter(canBeKept).map(fieldOf)),
    dialogs: Object.fromEntries(
      [...dialogs].flatMap(([name, readState]) => {
        const state = readState();
        return state ? [[name, state]] : [];
      }),
    ),
  };
  sessionStorage.setItem(KEY, JSON.stringify(kept));
  return true;
}

/** Takes what was kept of this page, if it was just loaded again. */
export function takeKeptInput(): Kept | null {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  const kept: Kept | null = text && JSON.parse(text);
  const isOfThisPage = kept?.path === currentPath() && kept.account === currentAccount();
  return isOfThisPage && Date.now() - kept.at < MAX_AGE ? kept : null;
}

/** Enters the kept values again. @returns whether anything was entered */
export function restoreForms(forms: Kept["forms"]): boolean {
  const changed = pageForms().flatMap((form, at) => {
    const controls = controlsOf(form).filter(canBeKept);
    return (forms[at] ?? []).filter((field, index) => enter(controls[index], field));
  });
  return changed.length > 0;
}

function currentPath(): string {
  return location.pathname + location.search;
}

function pageForms(): HTMLFormElement[] {
  return [...document.querySelectorAll<HTMLFormElement>("form")].filter(
    (form) => !form.closest(`${DIALOG}, search, [role=search], [data-filters]`),
  );
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>("input[name], textarea[name], select[name]")].filter(
    ({ type }) => type !== "hidden" && type !== "submit",
  );
}

function canBeKept({ type }: Control): boolean {
  return type !== "password" && type !== "file";
}

function fieldOf(control: Control): Field {
  return { name: control.name, value: control.value, checked: "checked" in control && control.checked };
}

function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options];
    const initial = options.find(({ defaultSelected }) => defaultSelected) ?? options[0];
    return initial?.selected === false;
  }
  if ("checked" in control && isCheckable(control)) return control.checked !== control.defaultChecked;
  return control.value !== shownValue(control);
}

/** The default value as the browser shows it: on one line in an input, with plain line feeds in a text area. */
function shownValue({ type, defaultValue }: Control & { defaultValue: string }): string {
  return type === "textarea"
    ? defaultValue.replaceAll(/\r\n?/g, "\n")
    : defaultValue.replaceAll(/[\r\n]/g, "");
}

function isCheckable({ type }: Control): boolean {
  return type === "checkbox" || type === "radio";
}

function hasFilledDialog(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    `:is(${DIALOG}) :is(input, textarea)`,
  );
  return [...fields].some((field) => isChanged(field));
}

/** Enters a value as a person would, so that React notices. @returns whether it differs from what was there */
function enter(control: Control | undefined, { name, value, checked }: Field): boolean {
  if (control?.name !== name) return false;
  if ("checked" in control && isCheckable(control)) {
    if (control.checked === checked) return false;
    control.click();
    return true;
  }
  if (control.value === value) return false;
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value") ?? {};
  set?.call(control, value);
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}
