import { expect, test } from "vitest";
import { allUsernames, changeUsernames, NO_USERNAMES, type UsernamesChange } from "./usernames-state";

function after(...changes: UsernamesChange[]) {
  return changes.reduce(changeUsernames, NO_USERNAMES);
}

test("a separator turns the text before it into a chip", () => {
  for (const separator of [" ", ",", ";", "\t", "\u3000", "，"]) {
    expect(after({ type: "type", text: `Grace${separator}` })).toMatchObject({ names: ["grace"], typed: "" });
  }
});

test("the text after a separator is not a chip yet", () => {
  expect(after({ type: "type", text: "ada, gr" })).toMatchObject({ names: ["ada"], typed: "gr" });
});

test("typing without a separator adds no chip", () => {
  expect(after({ type: "type", text: "gra" })).toMatchObject({ names: [], typed: "gra" });
});

test("pasting many usernames adds many chips", () => {
  const pasted = Array.from({ length: 1000 }, (_, at) => `person${at}`);
  const { names, announcement } = after({ type: "add", text: pasted.join("\n") });
  expect(names).toEqual(pasted);
  expect(announcement).toBe("1000 usernames added.");
});

test("a username entered twice is one chip, and that is announced", () => {
  const state = after({ type: "add", text: "grace" }, { type: "add", text: "ＧＲＡＣＥ" });
  expect(state).toMatchObject({ names: ["grace"], announcement: "grace is already entered." });
});

test("editing a chip moves its name into the input and turns the typed text into a chip", () => {
  const state = after(
    { type: "add", text: "ada grace" },
    { type: "type", text: "lin" },
    { type: "edit", name: "ada" },
  );
  expect(state).toMatchObject({ names: ["grace", "lin"], typed: "ada" });
});

test("text that is not a chip yet counts", () => {
  expect(allUsernames(after({ type: "add", text: "ada" }, { type: "type", text: "Grace" }))).toEqual([
    "ada",
    "grace",
  ]);
});
