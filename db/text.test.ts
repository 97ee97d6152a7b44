import { expect, test } from "vitest";
import { nameText } from "@/db/text";

const name = nameText("no-name");

test.each([
  ["Meri\u{200b}dian\u{2060} Group\u{202e}", "Meridian Group"],
  ["\u{feff}Acme Travel\u{200d}", "Acme Travel"],
  ["Sup\u{34f}port\u{fffc}", "Support"],
  ["Support\u{2800}\u{1d159}", "Support"],
  ["Müller\u{200d}\u{fe0f}", "Müller"],
  ["Support\u{200b}\u{200d}", "Support"],
])("a name loses its invisible characters: %j is stored as %j", (entered, stored) => {
  expect(name.parse(entered)).toBe(stored);
});

test.each([
  "می\u{200c}خواهم", // Persian
  "Team 👩\u{200d}💻",
  "❤\u{fe0f}\u{200d}🔥 7\u{fe0f}\u{20e3}",
  "辻\u{e0100}", // a variant of a letter
])("a name keeps the joiners that its writing needs: %j", (entered) => {
  expect(name.parse(entered)).toBe(entered);
});

test.each(["\u{200b}\u{202e}", "\u{3164}", "\u{fffc}", "\u{2800}", "\u{115f}\u{2065}"])(
  "a name that has only invisible characters counts as missing: %j",
  (entered) => {
    expect(name.safeParse(entered).error?.issues).toMatchObject([{ message: "no-name" }]);
  },
);
