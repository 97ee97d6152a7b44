import type { Refusal } from "./refused-requests";

/** The largest body of a request. Next has the same limit for actions, but reads everything before it fails. */
export const MAX_BYTES = 1_048_576;

/**
 * The largest part of it that isn't a file or a pasted list. It is small, because React can take quadratic time to decode
 * arguments.
 */
export const MAX_PLAIN_BYTES = 131_072;

/** The response to a body that is too long. */
export const TOO_LONG: Refusal = { status: 413, text: (t) => t("common.failures.too-large") };

/**
 * Whether the body of a request is too long. Node cuts bodies at their Content-Length; without one, the bytes are counted as
 * they arrive, up to the limit.
 */
export async function isTooLong(headers: Headers, body: ReadableStream<Uint8Array> | null): Promise<boolean> {
  const contentLength = headers.get("content-length");
  const length = contentLength === null ? null : Number(contentLength);
  if (length !== null && (length <= MAX_PLAIN_BYTES || length > MAX_BYTES)) return length > MAX_BYTES;
  const read = await readUpTo(MAX_BYTES, body);
  if (read === null) return true;
  return read.length > MAX_PLAIN_BYTES && read.length - uploadedBytes(read, headers) > MAX_PLAIN_BYTES;
}

/** @returns null if the body is longer */
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
 * The head of a part that can be large: a file, or a list pasted into the same form. It must be exactly as browsers write it,
 * so that no parser reads a different name from it. React puts a number before the name.
 */
const FILE =
  /^\r\nContent-Disposition: form-data; name="(?:_\d{1,3}_)?(?:file|logo)"; filename="[^"\r\n]*"\r\n(?:Content-Type: [^\r\n]*\r\n)?\r\n/;
const PASTED_LIST = /^\r\nContent-Disposition: form-data; name="(?:_\d{1,3}_)?usernames"\r\n\r\n/;

/** A field of a form, which React doesn't decode. */
const FORM_FIELD = /^\r\nContent-Disposition: form-data; name="_\d{1,3}_\w+"/;

/**
 * A reference to anything but a form. React looks up `"$@x"` as the part NaN, which each part is whose name isn't a number: it
 * would decode the pasted list as arguments. Browsers escape a text that begins with $.
 */
const REFERENCE = /"(?:\$(?!\$|K[\da-f]+"|undefined"|D)|\\u0024)/i;

/** Only parts above this size count as large, so that there can be only a few of them. */
const SMALL_PART = 10_000;

/** The bytes of such parts in a multipart body. */
function uploadedBytes(body: Buffer, headers: Headers): number {
  const [, boundary] =
    /^multipart\/form-data; boundary=([\w-]{1,70})$/.exec(headers.get("content-type") ?? "") ?? [];
  if (!boundary) return 0;
  const parts = body.toString("latin1").split(`--${boundary}`);
  const isLarge = (part: string, head: RegExp) => part.length > SMALL_PART && head.test(part.slice(0, 1000));
  const files = parts.filter((part) => isLarge(part, FILE));
  const lists = parts.filter((part) => isLarge(part, PASTED_LIST));
  const isDecoded = headers.has("next-action") && lists.length > 0;
  const others = isDecoded
    ? parts.filter((part) => !FORM_FIELD.test(part.slice(0, 1000)) && !files.includes(part))
    : [];
  const uploads = others.some((part) => REFERENCE.test(part)) ? files : [...files, ...lists];
  return uploads.reduce((bytes, part) => bytes + part.length, 0);
}
