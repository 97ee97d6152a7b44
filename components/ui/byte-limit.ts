/** How much a control can contain. Checked in the browser before it is sent, and again by the action. */
export type ByteLimit = { readonly bytes: number; readonly message: string };

/** @returns whether a control has more than its limit, so that the browser doesn't send its form */
export function checkByteLimit(
  control: HTMLInputElement | HTMLTextAreaElement,
  limit: ByteLimit,
  bytes: number,
): boolean {
  const isTooLarge = bytes > limit.bytes;
  control.setCustomValidity(isTooLarge ? limit.message : "");
  return isTooLarge;
}

/** The bytes of a text in the body of a form, which has line breaks of two characters. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text.replaceAll(/\r?\n/g, "\r\n")).length;
}
