import { z } from "zod";
import type { FormValues } from "@/components/action-result";

/** A text of a form. Anybody may send anything: what is no form, or no text, reads as an empty one. */
export function textOf(form: unknown, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === "string" ? value : "";
}

/** The fields of a form that the schema names: a file or a list where it asks for one, else a text. */
export function readForm(form: unknown, schema: z.ZodObject): Record<string, string | string[] | File> {
  return Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [name, readField(form, name, field)]),
  );
}

/** What can be shown again when the form comes back: a file must be chosen anew. */
export function valuesIn(sent: ReturnType<typeof readForm>): FormValues {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name, value instanceof File ? "" : value]),
  );
}

function readField(form: unknown, name: string, field: unknown): string | string[] | File {
  if (field instanceof z.ZodArray) return textsOf(form, name);
  if (field instanceof z.ZodFile) return fileOf(form, name);
  return textOf(form, name);
}

/** As a browser sends what nobody has chosen: without a name, and empty. */
function fileOf(form: unknown, name: string): File {
  const value = form instanceof FormData ? form.get(name) : null;
  return value instanceof File ? value : new File([], "");
}

function textsOf(form: unknown, name: string): string[] {
  const values = form instanceof FormData ? form.getAll(name) : [];
  return values.filter((value) => typeof value === "string");
}
