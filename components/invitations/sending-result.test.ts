import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { sendingResult } from "./sending-result";

const t = translatorFor("en", "invitations.sent");
const row = (name: string, state: "waiting" | "sent" | "failed") => ({
  name,
  delivery: { state, error: null },
});
const [grace, linus] = [row("Grace", "sent"), row("Linus", "sent")];

test("emails that were sent are named or counted", () => {
  expect(sendingResult(t, [grace])).toBe("Email to Grace sent.");
  expect(sendingResult(t, [grace, linus])).toBe("2 emails sent.");
});

test("nothing is said of emails that still wait", () => {
  expect(sendingResult(t, [])).toBeNull();
  expect(sendingResult(t, [row("Grace", "waiting")])).toBeNull();
  expect(sendingResult(t, [row("Grace", "waiting"), linus])).toBe("Email to Linus sent.");
});

test("failures come with what was sent", () => {
  expect(sendingResult(t, [row("Grace", "failed")])).toBe("The email to Grace couldn't be sent.");
  expect(sendingResult(t, [row("Grace", "failed"), row("Linus", "failed")])).toBe(
    "2 emails couldn't be sent.",
  );
  expect(sendingResult(t, [row("Grace", "failed"), linus])).toBe("1 email sent, 1 failed.");
});
