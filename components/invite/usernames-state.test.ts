import { expect, test } from "vitest";
import { allUsernames, changeUsernames, NO_USERNAMES, type UsernamesChange } from "./usernames-state";

function after(...changes: UsernamesChange[]) {
  return changes.reduce(changeUsernames, NO_USERNAMES);
}

test("a separator enters what was typed before it", () => {
  for (const separator of [" ", ",", ";", "\t", "\u3000", "，"]) {
    expect(after({ do: "type", text: `Grace${separator}` })).toMatchObject({ names: ["grace"], typed: "" });
  }
});

test("what stands after the separator is still being typed", () => {
  expect(after({ do: "type", text: "ada, gr" })).toMatchObject({ names: ["ada"], typed: "gr" });
});

test("typing without a separator enters nothing", () => {
  expect(after({ do: "type", text: "gra" })).toMatchObject({ names: [], typed: "gra" });
});

test("a paste of many makes many chips", () => {
  const pasted = Array.from({ length: 1000 }, (_, at) => `person${at}`);
  const { names, said } = after({ do: "enter", text: pasted.join("\n") });
  expect(names).toEqual(pasted);
  expect(said).toBe("1000 usernames added.");
});

test("the same name twice is one chip, and one is told", () => {
  const state = after({ do: "enter", text: "grace" }, { do: "enter", text: "ＧＲＡＣＥ" });
  expect(state).toMatchObject({ names: ["grace"], said: "grace is already entered." });
});

test("an edited chip goes back to where one types, and nothing typed is lost for it", () => {
  const state = after(
    { do: "enter", text: "ada grace" },
    { do: "type", text: "lin" },
    { do: "edit", name: "ada" },
  );
  expect(state).toMatchObject({ names: ["grace", "lin"], typed: "ada" });
});

test("what is typed but not entered counts", () => {
  expect(allUsernames(after({ do: "enter", text: "ada" }, { do: "type", text: "Grace" }))).toEqual([
    "ada",
    "grace",
  ]);
});
