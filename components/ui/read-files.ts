import type { Translator } from "@/i18n/translator";
import type { FormState } from "@/lib/action-result";

type Failure = Extract<FormState, { readonly ok: false }>;

/**
 * Replaces the files of a form by copies in memory, because browsers can't send a file that was edited after it was chosen.
 * @returns a failure at the fields whose files can't be read
 */
export async function readFiles(t: Translator<"common">, form: FormData): Promise<Failure | null> {
  const fields: Record<string, string> = {};
  for (const [name, file] of [...form]) {
    if (typeof file === "string" || file.size === 0) continue;
    try {
      form.set(name, new File([await file.arrayBuffer()], file.name, { type: file.type }));
    } catch {
      fields[name] = t("failures.file-changed", { file: file.name });
    }
  }
  const [message] = Object.values(fields);
  const values = Object.fromEntries(Object.keys(fields).map((name) => [name, ""]));
  return message === undefined ? null : { ok: false, kind: "invalid", message, fields, values };
}
