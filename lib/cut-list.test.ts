import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { joinNames } from "./cut-list";

const t = translatorFor("en");

test("names are joined, and the number of those left out follows, here or by the query", () => {
  expect(joinNames(t, ["Support", "Keys"])).toBe("Support, Keys");
  expect(joinNames(t, ["Support", "Keys", "Desk"], 1)).toBe("Support and 2 more");
  expect(joinNames(t, ["Support", "Keys", 1198])).toBe("Support, Keys and 1,198 more");
  expect(joinNames(t, ["Support", "Keys", 1198], 1)).toBe("Support and 1,199 more");
});

test("what isn't a name is left out", () => {
  for (const nothing of [null, undefined, "Support", {}, []]) expect(joinNames(t, nothing)).toBe("");
  expect(joinNames(t, [1, null, "Support"])).toBe("Support");
});

test("the number of those left out is in the reader's language", () => {
  expect(joinNames(translatorFor("de"), ["Support", "Keys", 1198])).toBe("Support, Keys und 1.198 weitere");
});
