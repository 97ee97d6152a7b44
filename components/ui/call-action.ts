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
    const kind = kindOf(t, error);
    return { ok: false, kind, message: t(`failures.${kind}`) };
  }
}

function kindOf(t: Translator<"common">, error: unknown) {
  if (isFromOldBuild(error)) return "outdated";
  const message = error instanceof Error ? error.message : "";
  return REFUSED.find((kind) => t(`failures.${kind}`) === message) ?? "unreachable";
}

/** What `proxy.ts` answers to forms that it refuses. */
const REFUSED = ["too-large", "forbidden"] as const;

/** Says that what was entered is still there, where people could fear for it. */
export function keepingInput<Failure extends ActionFailure>(
  t: Translator<"common">,
  failure: Failure,
): Failure {
  if (!isAnswerMissing(failure)) return failure;
  return { ...failure, message: t("failures.withInput", { message: failure.message }) };
}

/** Whether the server may have done it all the same. */
export function isAnswerMissing({ kind }: ActionFailure): boolean {
  return kind === "unreachable" || kind === "unavailable";
}
