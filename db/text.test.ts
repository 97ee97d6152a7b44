import { expect, test } from "vitest";
import { nameText } from "@/db/text";

const name = nameText("no-name");

test.each([
  ["Meri\u{200b}dian\u{2060} Group\u{202e}", "Meridian Group"],
  ["\u{feff}Acme Travel\u{200d}", "Acme Travel"],
])("a name loses its invisible characters: %j is stored as %j", (entered, stored) => {
  expect(name.parse(entered)).toBe(stored);
});

test.each([
  "می\u{200c}خواهم", // Persian
  "Team 👩\u{200d}💻",
])("a name keeps the joiners that its writing needs: %j", (entered) => {
  expect(name.parse(entered)).toBe(entered);
});

test("a name that has only invisible characters counts as missing", () => {
  expect(name.safeParse("\u{200b}\u{202e}").error?.issues).toMatchObject([{ message: "no-name" }]);
});
