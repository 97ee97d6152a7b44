/** How much a request may send. Next has the same limit for an action, and fails only after it has read all of it. */
export const MOST_BYTES = 1_048_576;

/**
 * Whether a request sends more than MOST_BYTES. Node lets no body be longer than its Content-Length; without one the bytes
 * are counted as they arrive, and no further than the limit.
 */
export async function isTooLong(
  contentLength: string | null,
  body: ReadableStream<Uint8Array> | null,
): Promise<boolean> {
  if (contentLength !== null) return Number(contentLength) > MOST_BYTES;
  if (body === null) return false;
  const reader = body.getReader();
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.length;
    if (bytes > MOST_BYTES) return true;
  }
  return false;
}
