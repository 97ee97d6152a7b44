import { z } from "zod";
import { boundedText } from "@/db/text";

/** More than a password can have, so that the rules for passwords explain what is wrong. */
const MAX_LENGTH = 1_000;

const newPassword = boundedText(MAX_LENGTH, "This is too long for a password.").min(
  1,
  "Enter a new password.",
);

export const passwordInput = z.object({ password: newPassword });

export const passwordChange = z.object({
  current: boundedText(MAX_LENGTH, "This is not your current password.").min(
    1,
    "Enter your current password.",
  ),
  password: newPassword,
});
