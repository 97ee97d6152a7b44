import { z } from "zod";

/** Longer than any password may be, so that the rule for passwords says what is wrong. */
const LONGEST_SENT = 10_000;

const newPassword = z
  .string()
  .min(1, "Enter a new password.")
  .max(LONGEST_SENT, "This is too long for a password.");

export const passwordInput = z.object({ password: newPassword });

export const passwordChange = z.object({
  current: z
    .string()
    .min(1, "Enter your current password.")
    .max(LONGEST_SENT, "This is not your current password."),
  password: newPassword,
});
