import { unstable_rethrow } from "next/navigation";
import type { ActionFailure } from "@/lib/action-result";

/** Calls a server action in the browser. Turns a lost connection into a failure. */
export async function callAction<Result>(call: () => Promise<Result>): Promise<Result | ActionFailure> {
  try {
    return await call();
  } catch (error) {
    unstable_rethrow(error);
    return {
      ok: false,
      kind: "unreachable",
      message: "The server did not answer. What you entered is still here: try again in a moment.",
    };
  }
}
