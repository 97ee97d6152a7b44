import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { formatDetails } from "./details";

const t = translatorFor("en");

test("the reason of a refusal, and of a change, is shown as its sentence", () => {
  const textOf = (reason: unknown) => formatDetails(t, "en", { reason }).facts;
  expect(textOf({ code: "canceled-by", name: "Ada" })).toEqual([
    { term: "Reason", text: "Ada canceled it." },
  ]);
  expect(textOf("account-disabled")).toEqual([{ term: "Reason", text: "The account is disabled." }]);
});

test("why an email wasn't sent is shown as its sentence", () => {
  const error = { code: "rejected", reply: "550 No such user" };
  expect(formatDetails(t, "en", { error }).facts).toEqual([
    { term: "Reason", text: "The mail server rejected the email: 550 No such user" },
  ]);
});

test("a long list is cut on request", () => {
  const added = Array.from({ length: 1_052 }, (_, at) => `Group ${at}`);
  expect(formatDetails(t, "en", { added }, 2).facts).toEqual([
    { term: "Added", text: "Group 0, Group 1 and 1,050 more" },
  ]);
  expect(formatDetails(t, "en", { added }).facts[0]?.text).toContain("Group 1051");
});

test("a changed language is shown by its own name", () => {
  expect(formatDetails(t, "en", { changes: { defaultLanguage: ["en", "pt-BR"] } }).changes).toEqual([
    { name: "Default language", from: "English", to: "Português (Brasil)" },
  ]);
  expect(formatDetails(t, "en", { changes: { language: [null, "ja"] } }).changes).toEqual([
    { name: "Language", from: "", to: "日本語" },
  ]);
});
