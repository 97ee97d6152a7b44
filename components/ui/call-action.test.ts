import { expect, onTestFinished, test, vi } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { encodeRejection, REJECTION_CODES, rejectionText } from "@/lib/rejections";
import { callAction, isOutcomeUnknown, mentionKeptInput } from "./call-action";

const german = translatorFor("de", "common");

test.each(
  REJECTION_CODES.map((code) =>
    code === "other-address" ? { code, baseUrl: "https://usher.example.com" } : { code },
  ),
)(
  "a request rejected as $code did nothing for sure, and the page says why in its language",
  async (reason) => {
    const failure = await failureWith(new Error(encodeRejection(reason)));
    expect(failure).toEqual({ ok: false, kind: reason.code, message: rejectionText(german, reason) });
    expect(isOutcomeUnknown(failure)).toBe(false);
    expect(mentionKeptInput(german, failure)).toBe(failure);
  },
);

test.each([
  [new Error("Failed to fetch"), "unreachable", true],
  [new Error("Bad Gateway"), "unreachable", true],
  ["lost", "unreachable", true],
  [new Error("Failed to fetch"), "offline", false],
] as const)("after any other error, the action may have succeeded: %s, %s", async (error, kind, onLine) => {
  vi.stubGlobal("navigator", { onLine });
  onTestFinished(() => void vi.unstubAllGlobals());
  const failure = await failureWith(error);
  expect(failure).toMatchObject({ kind, message: german(`failures.${kind}`) });
  expect(isOutcomeUnknown(failure)).toBe(true);
});

function failureWith(error: unknown) {
  return callAction<never>(german, () => Promise.reject(error));
}
