import { expect, it } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { fieldProblem, fieldText } from "./fields";

const textOf = (message: string) => fieldText(translatorFor("en"), { message });

it("a problem becomes a sentence with its parameters", () => {
  expect(textOf(fieldProblem("no-usernames"))).toBe("Enter at least one username.");
  expect(textOf(fieldProblem("text-too-long", { max: 1000 }))).toBe("Use up to 1,000 characters.");
});

it("other messages stay as they are", () => {
  expect(textOf("Invalid input")).toBe("Invalid input");
  expect(textOf("no-such-problem")).toBe("no-such-problem");
});
