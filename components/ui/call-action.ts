import { unstable_rethrow } from "next/navigation";
import { isFromOldBuild, reloadForUpdate, untilReloaded } from "@/components/update/reload";
import type { Translator } from "@/i18n/translator";
import type { ActionFailure } from "@/lib/action-result";

/**
 * Calls a server action in the browser. Turns a lost connection into a failure. If the server was updated and no longer has
 * the action, loads the page again and keeps what was entered.
 */
export async function callAction<Result>(
  t: Translator<"common">,
  call: () => Promise<Result>,
): Promise<Result | ActionFailure> {
  try {
    return await call();
  } catch (error) {
    unstable_rethrow(error);
    if (isFromOldBuild(error) && reloadForUpdate()) return await untilReloaded();
    if (isFromOtherAddress(t, error)) return { ok: false, kind: "forbidden", message: error.message };
    const kind = kindOf(t, error);
    return { ok: false, kind, message: t(`failures.${kind}`) };
  }
}

/**
 * Whether `proxy.ts` rejected a form because the page has another address than BASE_URL, which only the text of its
 * response names.
 */
function isFromOtherAddress(t: Translator<"common">, error: unknown): error is Error {
  const [before = "", after = ""] = t("failures.foreign-form", { baseUrl: "\n" }).split("\n");
  return error instanceof Error && error.message.startsWith(before) && error.message.endsWith(after);
}

function kindOf(t: Translator<"common">, error: unknown) {
  if (isFromOldBuild(error)) return "outdated";
  const message = error instanceof Error ? error.message : "";
  const rejection = REJECTED.find((kind) => t(`failures.${kind}`) === message);
  return rejection ?? (navigator.onLine ? "unreachable" : "offline");
}

/**
 * The reasons with which `proxy.ts` rejects forms. Next passes on only the text of its response, which is in the language of
 * the page, so the text shows the reason.
 */
const REJECTED = ["too-large", "forbidden"] as const;

/** Adds to the message that the input is still there, when the server may be unreachable and people could fear for it. */
export function mentionKeptInput<Failure extends ActionFailure>(
  t: Translator<"common">,
  failure: Failure,
): Failure {
  if (!isOutcomeUnknown(failure)) return failure;
  return { ...failure, message: t("failures.withInput", { message: failure.message }) };
}

/** Whether the action may have succeeded although no response arrived. */
export function isOutcomeUnknown({ kind }: ActionFailure): boolean {
  return kind === "unreachable" || kind === "offline" || kind === "unavailable";
}
