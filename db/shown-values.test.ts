import { expect, test } from "vitest";
import { changedList, changedValues, shownValues } from "@/db/shown-values";

test("the changed values are those that differ from what the form showed", () => {
  const shown = shownValues.parse('{"name": "Sam", "email": null}');
  expect(changedValues({ name: "Sam", email: null }, shown)).toEqual({});
  expect(changedValues({ name: "Sam Lind", email: null }, shown)).toEqual({ name: "Sam Lind" });
});

test.each(["", "{", "null", "[1]", '"x"'])(
  "if the shown values can't be read, every entered value counts as changed: %j",
  (sent) => {
    expect(changedValues({ name: "Sam" }, shownValues.parse(sent))).toEqual({ name: "Sam" });
  },
);

test.each([
  { what: "added", before: ["a"], chosen: ["a", "b"], current: ["a"], after: ["a", "b"] },
  { what: "taken back", before: ["a", "b"], chosen: ["b"], current: ["a", "b"], after: ["b"] },
  {
    what: "given by a colleague since",
    before: ["a"],
    chosen: ["a"],
    current: ["a", "c"],
    after: ["a", "c"],
  },
  {
    what: "taken away by a colleague since",
    before: ["a", "c"],
    chosen: ["a", "b", "c"],
    current: ["a"],
    after: ["a", "b"],
  },
  { what: "chosen without what was shown", before: undefined, chosen: ["b"], current: ["a"], after: ["b"] },
])("what was $what", ({ before, chosen, current, after }) => {
  expect(changedList(current, { chosen, before })).toEqual(after);
});
