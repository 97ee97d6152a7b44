import { cutText } from "@/lib/text";

/** Shortens text from a list for a sentence: one line, and at most 40 characters of it. */
export function shorten(text: string): string {
  const line = cutText(text, 100).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  return line.length > 40 ? `${cutText(line, 40)}…` : line;
}
