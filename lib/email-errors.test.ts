import { expect, it } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { emailErrorText, isEmailError } from "./email-errors";

const t = translatorFor("en", "email-errors");

it("an error becomes a sentence, with the reply of the mail server if there is one", () => {
  expect(emailErrorText(t, { code: "no-address" })).toBe("The account doesn't have an email address.");
  expect(emailErrorText(t, { code: "rejected", reply: "550 No such user" })).toBe(
    "The mail server rejected the email: 550 No such user",
  );
});

it("an error must have a known code and the parameters of its sentence", () => {
  expect(isEmailError({ code: "server-busy" })).toBe(true);
  expect(isEmailError({ code: "rejected", reply: "550" })).toBe(true);
  for (const other of [null, "server-busy", {}, { code: "rejected" }, { code: "toString" }, { code: 1 }]) {
    expect(isEmailError(other)).toBe(false);
  }
});
