import { unstable_rethrow } from "next/navigation";
import { isFromOldBuild, reloadForUpdate, untilReloaded } from "@/components/update/reload";
import type { Translator } from "@/i18n/translator";
import type { ActionFailure } from "@/lib/action-result";
import { decodeRejection, rejectionText } from "@/lib/rejections";

/**
 * Calls a server action in the browser. Turns a lost connection and a rejected request into a failure. If the server was
 * updated and no longer has the action, loads the page again and keeps what was entered.
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
    return { ok: false, ...describeError(t, error) };
  }
}

function describeError(t: Translator<"common">, error: unknown): Pick<ActionFailure, "kind" | "message"> {
  if (isFromOldBuild(error)) return { kind: "outdated", message: t("failures.outdated") };
  const rejection = error instanceof Error ? decodeRejection(error.message) : null; // Next makes it of the response
  if (rejection) return { kind: rejection.code, message: rejectionText(t, rejection) };
  const kind = navigator.onLine ? "unreachable" : "offline";
  return { kind, message: t(`failures.${kind}`) };
}

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
