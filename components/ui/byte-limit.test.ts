import { expect, test } from "vitest";
import { bytesOf } from "./byte-limit";

test.each([
  ["grace", 5],
  ["жж", 4],
  ["a\nb\nc", 7],
  ["a\r\nb", 4],
])("the text %j takes %i bytes of a form", async (text, bytes) => {
  expect(bytesOf(text)).toBe(bytes);
  const form = new FormData();
  form.set("text", text);
  const empty = new FormData();
  empty.set("text", "");
  expect((await sizeOf(form)) - (await sizeOf(empty))).toBe(bytes);
});

async function sizeOf(form: FormData): Promise<number> {
  return (await new Response(form).arrayBuffer()).byteLength;
}
