import { expect, test } from "vitest";
import { newLink } from "@/db/link";
import { linkIn } from "./link-param";

const { link } = newLink();

test.each([
  ...[
    ".",
    ",",
    ";",
    ")",
    "]",
    ">",
    "%3E",
    "%20",
    "%20%20",
    "%0A",
    "%C2%A0",
    "%22",
    "'",
    "!",
    "...",
    ").",
    "%3E.",
  ],
  ...["%E2%80%9D", "%E2%80%A6", "%C2%BB", "*", "%3F"],
])("%s after a link is left out", (added) => {
  expect(linkIn([`${link}${added}`])).toBe(link);
});

test.each(["%3C", "(", "%20", "%22", "%E2%80%9C"])("%s before a link is left out", (added) => {
  expect(linkIn([`${added}${link}`])).toBe(link);
});

test.each([[[]], [[link, link]], [["", link]], [["a".repeat(10_000)]]])(
  "parameters without exactly one part, or with a part that is too long, are no link",
  (parts) => {
    expect(linkIn(parts)).toBe("");
  },
);

test.each(["x", "%00", "%zz", "/", "%E2%80%8B", "=", "%25"])(
  "%s after a link makes another one of it",
  (added) => {
    expect(linkIn([`${link}${added}`])).not.toBe(link);
  },
);
