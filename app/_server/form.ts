import { z } from "zod";
import type { FormValues } from "@/lib/action-result";

/** Longer than anything that a single line is for. */
const LONGEST_LINE = 1_000;

/** A line of a form that no schema reads. Anything can be sent: what is no text, or too long, reads as an empty one. */
export function lineOf(form: unknown, name: string): string {
  const text = textOf(form, name);
  return text.length > LONGEST_LINE ? "" : text;
}

function textOf(form: unknown, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === "string" ? value : "";
}

/** The fields of a form that the schema names: a file or a list where it asks for one, else a text. */
export function readForm(form: unknown, schema: z.ZodObject): Record<string, string | string[] | File> {
  return Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [name, readField(form, name, field)]),
  );
}

/** More than this is not sent back with what is wrong. A browser with script still has it in the form. */
const LONGEST_RETURNED = 32_000;

/** What the form shows again when it comes back: a file must be chosen again, and so must what is too long to return. */
export function valuesIn(sent: ReturnType<typeof readForm>): FormValues {
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, returned(value)]));
}

function returned(value: string | string[] | File): string | string[] {
  if (value instanceof File) return "";
  if (typeof value === "string") return value.length > LONGEST_RETURNED ? "" : value;
  return value.join().length > LONGEST_RETURNED ? [] : value;
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
