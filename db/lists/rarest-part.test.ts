import { expect, test } from "vitest";
import { rarestPart } from "@/db/lists/rarest-part";

test.each([
  ["jonas.zeller.49229", "49229"],
  ["ada.abel.34", "el.34"],
  ["ada lovelace", "velac"],
  ["grace@example.com", "xampl"],
  ["zürcher flüge", "zürch"],
  ["東京都千代田区", "東京都千代"],
  ["100% sure_", "100% "],
])("of %s the rarest is looked for", (text, part) => {
  expect(rarestPart(text)).toBe(part);
  expect(text).toContain(part);
});

test.each(["", "ada", "grace", "łódź", "👩‍🚀a"])("%j is looked for as it is", (text) => {
  expect(rarestPart(text)).toBe(text);
});
