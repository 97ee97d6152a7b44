import { z } from "zod";
import { boundedText } from "@/db/text";

/** Longer than any password may be, so that the rule for passwords says what is wrong. */
const LONGEST_SENT = 1_000;

const newPassword = boundedText(LONGEST_SENT, "This is too long for a password.").min(
  1,
  "Enter a new password.",
);

export const passwordInput = z.object({ password: newPassword });

export const passwordChange = z.object({
  current: boundedText(LONGEST_SENT, "This is not your current password.").min(
    1,
    "Enter your current password.",
  ),
  password: newPassword,
});
