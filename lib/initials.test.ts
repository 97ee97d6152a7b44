import { expect, test } from "vitest";
import { initialsOf } from "./initials";

test.each([
  ["Grace Holloway", "GH"],
  ["  Ada  Maria Winter ", "AW"],
  ["Grace", "G"],
  ["çelik öz", "ÇÖ"],
  ["山田 太郎", "山太"],
  ["👩‍🚀 Space", "👩‍🚀S"],
  ["", ""],
])("the initials of %j are %j", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
