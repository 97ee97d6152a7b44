import { expect, it } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { fieldProblem, fieldText } from "./fields";

const textOf = (message: string) => fieldText(translatorFor("en"), { message });

it("a problem becomes a sentence with its parameters", () => {
  expect(textOf(fieldProblem("no-usernames"))).toBe("Enter at least one username.");
  expect(textOf(fieldProblem("text-too-long", { max: 1000 }))).toBe("Use up to 1,000 characters.");
});

it("zod's own messages, which no form of ours causes, aren't shown", () => {
  const sentence = "We couldn't read what was submitted. Reload the page and try again.";
  expect(textOf("Invalid input: expected string, received number")).toBe(sentence);
  expect(textOf("no-such-problem")).toBe(sentence);
});
