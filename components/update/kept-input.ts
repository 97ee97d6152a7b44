/*
 * What was entered on a page, kept in the tab while the page is loaded again. Passwords and files are not kept.
 */

import { currentAccount } from "@/components/ui/current-account";
import {
  enterFields,
  type FormField,
  fieldsOf,
  isToggle,
  type KeptField,
  readFields,
} from "@/components/ui/form-fields";

const KEY = "usher-kept-input";
const MAX_AGE = 60_000; // milliseconds
const DIALOG = "[role=dialog], [role=alertdialog]";

type Kept = {
  readonly account: string;
  readonly path: string;
  readonly at: number;
  /** The fields of each form of the page, in its order. */
  readonly forms: readonly (readonly KeptField[])[];
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
  return fieldsOf(form).some(isChanged);
}

/** @returns whether all input is kept: the state of a dialog that isn't registered can't be */
export function keepInput(): boolean {
  if (dialogs.size === 0 && hasFilledDialog()) return false;
  const kept: Kept = {
    account: currentAccount(),
    path: currentPath(),
    at: Date.now(),
    forms: pageForms().map(readFields),
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
  return pageForms().filter((form, at) => enterFields(form, forms[at] ?? [])).length > 0;
}

function currentPath(): string {
  return location.pathname + location.search;
}

function pageForms(): HTMLFormElement[] {
  return [...document.querySelectorAll<HTMLFormElement>("form")].filter(
    (form) => !form.closest(`${DIALOG}, search, [role=search], [data-filters]`),
  );
}

function isChanged(control: FormField): boolean {
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options];
    const initial = options.find(({ defaultSelected }) => defaultSelected) ?? options[0];
    return initial?.selected === false;
  }
  if (isToggle(control)) return control.checked !== control.defaultChecked;
  return control.value !== shownValue(control);
}

/** The default value as the browser shows it: on one line in an input, with plain line feeds in a text area. */
function shownValue({ type, defaultValue }: HTMLInputElement | HTMLTextAreaElement): string {
  return type === "textarea"
    ? defaultValue.replaceAll(/\r\n?/g, "\n")
    : defaultValue.replaceAll(/[\r\n]/g, "");
}

function hasFilledDialog(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    `:is(${DIALOG}) :is(input, textarea)`,
  );
  return [...fields].some((field) => isChanged(field));
}
