import { z } from "zod";
import type { FormValues } from "@/lib/action-result";

/** Longer than any single-line field. */
const MAX_LINE_LENGTH = 1_000;

/** A single-line field of a form without a schema. A value that isn't text, or is too long, reads as empty. */
export function lineOf(form: unknown, name: string): string {
  const text = textOf(form, name);
  return text.length > MAX_LINE_LENGTH ? "" : text;
}

function textOf(form: unknown, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === "string" ? value : "";
}

/** The fields that the schema names: files or lists where it has them, otherwise text. */
export function readForm(form: unknown, schema: z.ZodObject): Record<string, string | string[] | File> {
  return Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [name, readField(form, name, field)]),
  );
}

/** Longer values aren't returned with an error. With script, the form in the browser still has them. */
const MAX_RETURNED_LENGTH = 32_000;

/** The values to return with an error. Files and values that are too long must be entered again. */
export function valuesIn(sent: ReturnType<typeof readForm>): FormValues {
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, returned(value)]));
}

function returned(value: string | string[] | File): string | string[] {
  if (value instanceof File) return "";
  if (typeof value === "string") return value.length > MAX_RETURNED_LENGTH ? "" : value;
  return value.join().length > MAX_RETURNED_LENGTH ? [] : value;
}

function readField(form: unknown, name: string, field: unknown): string | string[] | File {
  if (field instanceof z.ZodArray) return textsOf(form, name);
  if (field instanceof z.ZodFile) return fileOf(form, name);
  return textOf(form, name);
}

/** An empty file without a name if none was chosen, as browsers send it. */
function fileOf(form: unknown, name: string): File {
  const value = form instanceof FormData ? form.get(name) : null;
  return value instanceof File ? value : new File([], "");
}

function textsOf(form: unknown, name: string): string[] {
  const values = form instanceof FormData ? form.getAll(name) : [];
  return values.filter((value) => typeof value === "string");
}
