import { describe, expect, it } from "vitest";
import { parseEmailAddress } from "./email-address";

describe("an email address", () => {
  it.each([
    ["grace@meridian.example", "grace@meridian.example"],
    ["Grace.Hopper+usher@Mail.Meridian.EXAMPLE", "Grace.Hopper+usher@mail.meridian.example"],
    ["o'brien@xn--mnchen-3ya.example", "o'brien@xn--mnchen-3ya.example"],
    ["ｇｒａｃｅ＠ｍｅｒｉｄｉａｎ．example", "grace@meridian.example"],
    [`${"a".repeat(64)}@${"b".repeat(63)}.example`, `${"a".repeat(64)}@${"b".repeat(63)}.example`],
  ])("is one addr-spec: %s", (text, address) => expect(parseEmailAddress(text)).toBe(address));

  it.each([
    ["nothing", ""],
    ["no domain", "grace"],
    ["no local part", "@meridian.example"],
    ["one label", "grace@localhost"],
    ["a list", "grace@meridian.example,mallory@orbit.example"],
    ["a list by semicolon", "grace@meridian.example;mallory@orbit.example"],
    ["a display name", "Grace <grace@meridian.example>"],
    ["angle brackets", "<grace@meridian.example>"],
    ["a comment", "grace(x)@meridian.example"],
    ["a comment in the domain", "grace@meridian.example(mallory@orbit.example)"],
    ["a quoted part that contains an address", '"mallory@orbit.example x"@meridian.example'],
    ["a quoted part", '"grace"@meridian.example'],
    ["two at signs", "mallory@orbit.example@meridian.example"],
    ["two at signs after NFKC", "mallory@orbit.example＠meridian.example"],
    ["a group", "friends:grace@meridian.example;"],
    ["a route", "@orbit.example:grace@meridian.example"],
    ["a percent route", "mallory%orbit.example@meridian.example"],
    ["a bang path", "orbit.example!mallory@meridian.example"],
    ["an address literal", "grace@[127.0.0.1]"],
    ["a number for a domain", "grace@127.0.0.1"],
    ["white space around", " grace@meridian.example"],
    ["a line break", "grace@meridian.example\r\nRCPT TO:<mallory@orbit.example>"],
    ["a line break at the end", "grace@meridian.example\n"],
    ["a NUL", "grace\0@meridian.example"],
    ["an escaped character", "grace\\@meridian.example"],
    ["two dots", "grace..hopper@meridian.example"],
    ["a dot at the end", "grace.@meridian.example"],
    ["a dot after the domain", "grace@meridian.example."],
    ["a hyphen at a label's edge", "grace@-meridian.example"],
    ["another script in the local part", "гrace@meridian.example"],
    ["another script in the domain", "grace@meridiаn.example"],
    ["an invisible character", "grace@meri\u200bdian.example"],
    ["a direction mark", "grace\u202e@meridian.example"],
    ["a long local part", `${"a".repeat(65)}@meridian.example`],
    ["a long label", `grace@${"a".repeat(64)}.example`],
    ["a long address", `grace@${"a.".repeat(125)}example`],
    ["10 kB", `${"a".repeat(10_000)}@meridian.example`],
  ])("is not %s", (_, text) => expect(parseEmailAddress(text)).toBeNull());
});
