import { expect, test } from "vitest";
import {
  allUsernames,
  changeUsernames,
  isList,
  NO_USERNAMES,
  textForBulk,
  type UsernamesChange,
  type UsernamesState,
} from "./usernames-state";

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
  expect(announcement).toEqual({ code: "added-many", added: 1000, count: 1000 });
});

test("a username entered twice is one chip, and that is announced", () => {
  const state = after({ type: "add", text: "grace" }, { type: "add", text: "ＧＲＡＣＥ" });
  expect(state).toMatchObject({ names: ["grace"], announcement: { code: "duplicate", name: "grace" } });
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

const paste = (text: string): UsernamesChange => ({ type: "paste", text, before: "", after: "" });
const TABLE = "Username\tGroups\ngrace\tSupport\nlinus\tBooking managers\n";

test("pasted email addresses become chips, without the names beside them", () => {
  const state = after(paste("Grace Holloway <grace@meridian.example>; Linus Berg <linus@meridian.example>"));
  expect(state).toMatchObject({
    names: ["grace@meridian.example", "linus@meridian.example"],
    leftOut: "Grace Holloway; Linus Berg",
  });
});

test("text that a keyboard inserts in one step is read like a paste", () => {
  expect(after({ type: "type", text: "Grace Holloway <grace@meridian.example>" })).toMatchObject({
    names: ["grace@meridian.example"],
    typed: "",
  });
});

test("a pasted table becomes no chips, and goes to the bulk invite with the chips as rows", () => {
  for (const table of [TABLE, "username,groups\ngrace,Support", "grace\tSupport", "a\tb\r\n\tc"]) {
    expect(after(paste(table))).toMatchObject({ names: [], table });
  }
  expect(textForBulk(after({ type: "add", text: "ada" }, paste(TABLE)))).toBe(`${TABLE}ada`);
  expect(textForBulk(after({ type: "add", text: "ada" }, paste("Name\tEmail\nGrace\tg@x.example")))).toBe(
    "Name\tEmail\nGrace\tg@x.example\n\tada",
  );
  expect(textForBulk(after({ type: "add", text: "ada grace" }))).toBe("ada\ngrace");
});

test("a list that a text program pastes with tabs after its bullets is no table", () => {
  expect(after(paste("•\tgrace\r\n•\tlinus\r\n")).names).toEqual(["grace", "linus"]);
  expect(after(paste("1.\tgrace\r\n2.\tlinus")).names).toEqual(["grace", "linus"]);
  expect(after(paste("1.\tgrace\tSupport"))).toMatchObject({ names: [], table: "1.\tgrace\tSupport" });
});

test("the cells of a pasted table can be used as usernames", () => {
  expect(after(paste("grace\tlinus\n\tada"), { type: "use-cells" })).toMatchObject({
    names: ["grace", "linus", "ada"],
    table: null,
  });
});

test("one username is pasted as text, which can be edited", () => {
  expect(["grace", " grace\r\n", "\tgrace"].map(isList)).toEqual([false, false, false]);
  expect(["grace linus", "grace\nlinus", "Grace <grace@x.example>", "grace\tlinus"].map(isList)).toEqual([
    ...[true, true, true, true],
  ]);
});

test("a reason stays with its chip until the chip is edited or removed", () => {
  const reasons = new Map([
    ["linsu", "not a user of Meridian Group"],
    ["ken", "account disabled"],
  ]);
  const state = after({ type: "reset", reasons }, { type: "edit", name: "linsu" });
  expect(state).toMatchObject({
    names: ["ken"],
    typed: "linsu",
    reasons: new Map([["ken", "account disabled"]]),
  });
});

/** Types one character after the other. */
function typed(text: string, start: UsernamesState = NO_USERNAMES) {
  return [...text].reduce(
    (state, character) => changeUsernames(state, { type: "type", text: state.typed + character }),
    start,
  );
}

test("a name and an address in brackets are one chip, when they are typed", () => {
  for (const end of ["", " ", ",", "; "]) {
    expect(typed(`Grace Holloway <grace@meridian.example>${end}`)).toMatchObject({
      names: ["grace@meridian.example"],
      typed: "",
      leftOut: "Grace Holloway",
    });
  }
  expect(
    typed("Holloway, Grace <grace@meridian.example>; Linus Berg <linus@meridian.example>;"),
  ).toMatchObject({
    names: ["grace@meridian.example", "linus@meridian.example"],
    leftOut: "Linus Berg",
  });
});

test("the words before an open bracket are text again, and none of them is invited", () => {
  const state = typed("Grace M. Holloway <grace@meri");
  expect(state).toMatchObject({ names: [], typed: "Grace M. Holloway <grace@meri" });
  expect(allUsernames(state)).toEqual(["grace@meri"]);
  expect(typed("Grace Holloway <>;")).toMatchObject({ names: [], leftOut: "Grace Holloway" });
});

test("chips that were complete before the name stay", () => {
  const before = after({ type: "add", text: "grace" });
  expect(typed("ada; Grace Holloway <g@x.example>", before).names).toEqual(["grace", "ada", "g@x.example"]);
});

test("a word whose chip was removed belongs to no name", () => {
  const removed = changeUsernames(typed("linus Grace "), { type: "remove", name: "linus" });
  expect(typed("<g@x.example>", removed)).toMatchObject({ names: ["g@x.example"], leftOut: "Grace" });
});
