import type { KeyboardEvent } from "react";

const PROCESSED_BY_INPUT_METHOD = 229;

/**
 * Whether a key belongs to an input method, as the Enter that confirms a conversion. Safari ends the composition before that
 * key, and marks it with this key code only.
 */
export function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === PROCESSED_BY_INPUT_METHOD;
}
