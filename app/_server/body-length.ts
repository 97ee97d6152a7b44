/** How much a request may send. Next has the same limit for an action, and fails only after it has read all of it. */
export const MAX_BYTES = 1_048_576;

/**
 * How much of it may be anything but a file or a pasted list: React reads the arguments of an action in time that can grow
 * with the square of their length.
 */
export const MAX_PLAIN_BYTES = 131_072;

/**
 * Whether a request sends more than it may. Node lets no body be longer than its Content-Length; without one the bytes are
 * counted as they arrive, and no further than the limit.
 */
export async function isTooLong(headers: Headers, body: ReadableStream<Uint8Array> | null): Promise<boolean> {
  const contentLength = headers.get("content-length");
  const length = contentLength === null ? null : Number(contentLength);
  if (length !== null && (length <= MAX_PLAIN_BYTES || length > MAX_BYTES)) return length > MAX_BYTES;
  const read = await readUpTo(MAX_BYTES, body);
  if (read === null) return true;
  return read.length > MAX_PLAIN_BYTES && read.length - uploadedBytes(read, headers) > MAX_PLAIN_BYTES;
}

/** @returns null for a body of more bytes */
async function readUpTo(most: number, body: ReadableStream<Uint8Array> | null): Promise<Buffer | null> {
  if (body === null) return Buffer.alloc(0);
  const parts: Uint8Array[] = [];
  const reader = body.getReader();
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.length;
    if (bytes > most) return null;
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}

/**
 * The head of a part that may be large, written as browsers write it, so that nobody reads another name in it: a file, or
 * the list pasted into the same form. With script, React puts a number before the name.
 */
const UPLOAD =
  /^\r\nContent-Disposition: form-data; name="(?:_\d{1,3}_)?(?:file|logo|usernames)"(?:; filename="[^"\r\n]*")?\r\n(?:Content-Type: [^\r\n]*\r\n)?\r\n/;

/** Smaller parts count like everything else, so that there are few that don't. */
const SMALL_PART = 10_000;

/** The bytes of a multipart body that are such parts. */
function uploadedBytes(body: Buffer, headers: Headers): number {
  const [, boundary] =
    /^multipart\/form-data; boundary=([\w-]{1,70})$/.exec(headers.get("content-type") ?? "") ?? [];
  if (!boundary) return 0;
  const parts = body.toString("latin1").split(`--${boundary}`);
  return parts.reduce(
    (bytes, part) => bytes + (part.length > SMALL_PART && UPLOAD.test(part.slice(0, 1000)) ? part.length : 0),
    0,
  );
}
