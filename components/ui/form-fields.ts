export type FormField = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What is entered in a field: whether it is checked, for checkboxes and radio buttons. */
export type KeptField = { readonly name: string; readonly value: string | boolean };

/** What people fill in, in the order of the form. */
export function fieldsOf(form: HTMLFormElement): FormField[] {
  return [...form.querySelectorAll<FormField>("input[name], textarea[name], select[name]")].filter(
    ({ type }) => type !== "hidden" && type !== "submit",
  );
}

/** Reads what can be stored: everything but passwords and files. */
export function readFields(form: HTMLFormElement): KeptField[] {
  return fieldsOf(form)
    .filter(canBeKept)
    .map((field) => ({ name: field.name, value: isToggle(field) ? field.checked : field.value }));
}

/** Enters what `readFields` read, unless the form has other fields now. @returns whether anything differed */
export function enterFields(form: HTMLFormElement, kept: readonly KeptField[]): boolean {
  const fields = fieldsOf(form).filter(canBeKept);
  return kept.filter((entered, at) => enter(fields[at], entered)).length > 0;
}

/** Enters a value as a person would, so that React notices. @returns whether it differs from what was there */
function enter(field: FormField | undefined, { name, value }: KeptField): boolean {
  if (field?.name !== name) return false;
  if (isToggle(field)) {
    if (field.checked === value || typeof value === "string") return false;
    field.click();
    return true;
  }
  if (field.value === value) return false;
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value") ?? {};
  set?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

export function isToggle(field: FormField): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

function canBeKept({ type }: FormField): boolean {
  return type !== "password" && type !== "file";
}
