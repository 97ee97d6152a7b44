import { z } from "zod";

/** A text of a form. Anybody may send anything: what is no form, or no text, reads as an empty one. */
export function textOf(form: unknown, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === "string" ? value : "";
}

/** The fields of a form that the schema names: a list where it asks for a list, else a text. Files are left out. */
export function readForm(form: unknown, schema: z.ZodObject): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [
      name,
      field instanceof z.ZodArray ? textsOf(form, name) : textOf(form, name),
    ]),
  );
}

function textsOf(form: unknown, name: string): string[] {
  const values = form instanceof FormData ? form.getAll(name) : [];
  return values.filter((value) => typeof value === "string");
}
