import type { z } from "zod";
import type { Messages } from "@/i18n/messages";
import type { Translator } from "@/i18n/translator";

type FieldProblem = keyof Messages["fields"];

/**
 * The message of a schema for a wrong value. `fieldText` turns it into a sentence.
 * @param parameters those of the sentence
 */
export function fieldProblem(
  code: FieldProblem,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  return Object.keys(parameters).length === 0 ? code : `${code} ${JSON.stringify(parameters)}`;
}

/** What is wrong with a field. Other messages are zod's own, about values that no form of ours sends. */
export function fieldText(t: Translator, { message }: Pick<z.core.$ZodIssue, "message">): string {
  const [, code, parameters = "{}"] = MESSAGE.exec(message) ?? [];
  const key = `fields.${code}`;
  if (!code || !isKey(t, key)) return t("refusals.unreadable-input");
  // Safe: a problem has the parameters of its sentence.
  const translate = t as (key: string, values: object) => string;
  return translate(key, JSON.parse(parameters));
}

const MESSAGE = /^([a-z]+(?:-[a-z]+)+)(?: (\{.*\}))?$/s;

function isKey(t: Translator, key: string): boolean {
  // Safe: `has` accepts any key.
  return (t.has as (key: string) => boolean)(key);
}
