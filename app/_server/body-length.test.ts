import { expect, test } from "vitest";
import { isTooLong, MAX_BYTES, MAX_PLAIN_BYTES } from "./body-length";

test("a body with a Content-Length below the small limit or above the large one isn't read", async () => {
  expect(await isTooLong(of(MAX_PLAIN_BYTES), endless())).toBe(false);
  expect(await isTooLong(of(MAX_BYTES + 1), endless())).toBe(true);
});

test("a body without a Content-Length is counted, up to the limit", async () => {
  expect(await isTooLong(of(null), null)).toBe(false);
  expect(await isTooLong(of(null), bodyOf("x".repeat(MAX_PLAIN_BYTES)))).toBe(false);
  expect(await isTooLong(of(null), bodyOf("x".repeat(MAX_PLAIN_BYTES + 1)))).toBe(true);
  expect(await isTooLong(of(null), endless())).toBe(true);
});

test.each(["file", "_1_file", "logo", "_1_logo", "usernames", "_1_usernames"])(
  "as %s up to a megabyte is uploaded",
  async (name) => {
    expect(await isSentTooLong({ name, bytes: MAX_BYTES - 1000 })).toBe(false);
    expect(await isSentTooLong({ name, bytes: MAX_BYTES })).toBe(true);
  },
);

test.each(["1", "0", "$ACTION_1:0", "_1_name", "note", "x_file", "1_file"])(
  "as %s no more than 128 kB is sent, because React or a schema reads it",
  async (name) => {
    expect(await isSentTooLong({ name, bytes: MAX_PLAIN_BYTES - 1000 })).toBe(false);
    expect(await isSentTooLong({ name, bytes: MAX_PLAIN_BYTES })).toBe(true);
  },
);

test.each([
  ['Content-Disposition: form-data; name="1"; name="file"', "a second name"],
  [
    'Content-Disposition: form-data; name="1"\r\nContent-Disposition: form-data; name="file"',
    "a second head",
  ],
  ['content-disposition: form-data; name="file"', "a head that no browser writes"],
  ['X: name="file"\r\nContent-Disposition: form-data; name="1"', "a head before it"],
  [
    'Content-Disposition: form-data; name="file"; filename="a\r\nContent-Disposition: form-data; name="1"',
    "a line break",
  ],
])("%s: %s makes no large part of another", async (head) => {
  expect(await isSentTooLong({ head, bytes: MAX_PLAIN_BYTES })).toBe(true);
});

test("thousands of small files count like other parts", async () => {
  const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n\r\n';
  const text = `${file.repeat(11_000)}--b--\r\n`;
  expect(await isTooLong(of(text.length, "multipart/form-data; boundary=b"), bodyOf(text))).toBe(true);
});

test("a part can't hide behind a boundary that wasn't announced", async () => {
  const text = `--other\r\nContent-Disposition: form-data; name="file"\r\n\r\n${"x".repeat(MAX_PLAIN_BYTES)}`;
  for (const type of ["multipart/form-data; boundary=announced", "multipart/form-data", "text/plain"]) {
    expect(await isTooLong(of(text.length, type), bodyOf(text))).toBe(true);
  }
});

function isSentTooLong(part: { name?: string; head?: string; bytes: number }): Promise<boolean> {
  const head = part.head ?? `Content-Disposition: form-data; name="${part.name}"`;
  const text = `--b\r\n${head}\r\n\r\n${"x".repeat(part.bytes)}\r\n--b--\r\n`;
  return isTooLong(of(text.length, "multipart/form-data; boundary=b"), bodyOf(text));
}

function of(length: number | null, type = "text/plain"): Headers {
  return new Headers({ "content-type": type, ...(length !== null && { "content-length": String(length) }) });
}

function bodyOf(text: string): ReadableStream<Uint8Array> {
  return new Blob([text]).stream();
}

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
}
