import { z } from "zod";
import { boundedText } from "@/db/text";
import { fieldProblem } from "@/lib/fields";

/** More than a password can have, so that a password that is too long gets the explanation of the password rules. */
const MAX_LENGTH = 1_000;

const newPassword = boundedText(MAX_LENGTH, fieldProblem("password-unreadable")).min(
  1,
  fieldProblem("no-new-password"),
);

export const passwordInput = z.object({ password: newPassword });

export const passwordChange = z.object({
  current: boundedText(MAX_LENGTH, fieldProblem("not-current-password")).min(
    1,
    fieldProblem("no-current-password"),
  ),
  password: newPassword,
});
