/** A text of a form. Anybody may send anything: what is no form, or no text, reads as an empty one. */
export function textOf(form: unknown, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === "string" ? value : "";
}
