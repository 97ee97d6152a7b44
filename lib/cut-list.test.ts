import { expect, test } from "vitest";
import { joinNames } from "./cut-list";

test("names are joined, and the number of those left out follows, here or by the query", () => {
  expect(joinNames(["Support", "Keys"])).toBe("Support, Keys");
  expect(joinNames(["Support", "Keys", "Desk"], 1)).toBe("Support and 2 more");
  expect(joinNames(["Support", "Keys", 1198])).toBe("Support, Keys and 1,198 more");
  expect(joinNames(["Support", "Keys", 1198], 1)).toBe("Support and 1,199 more");
});

test("what isn't a name is left out", () => {
  for (const nothing of [null, undefined, "Support", {}, []]) expect(joinNames(nothing)).toBe("");
  expect(joinNames([1, null, "Support"])).toBe("Support");
});
