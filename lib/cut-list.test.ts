import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { listNames } from "./cut-list";

const t = translatorFor("en", "common");

test("names are joined, followed by the number of those left out, here or by the query", () => {
  expect(listNames(t, ["Support", "Keys"])).toBe("Support, Keys");
  expect(listNames(t, ["Support", "Keys", "Desk"], 1)).toBe("Support and 2 more");
  expect(listNames(t, ["Support", "Keys", 1198])).toBe("Support, Keys and 1,198 more");
  expect(listNames(t, ["Support", "Keys", 1198], 1)).toBe("Support and 1,199 more");
});

test("items that aren't names are left out", () => {
  for (const nothing of [null, undefined, "Support", {}, []]) expect(listNames(t, nothing)).toBe("");
  expect(listNames(t, [1, null, "Support"])).toBe("Support");
});

test("the number of those left out is in the reader's language", () => {
  expect(listNames(translatorFor("de", "common"), ["Support", "Keys", 1198])).toBe(
    "Support, Keys und 1.198 weitere",
  );
});
