import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { inviteInput } from "@/db/invitations/input";

test.each([
  { count: 1000, success: true },
  { count: 1001, success: false },
])("$count usernames can be invited at once: $success", ({ count, success }) => {
  const usernames = Array.from({ length: count }, (_, at) => `person-${at}`);
  expect(inviteInput.safeParse({ usernames, groupIds: [], requestId: randomUUID() }).success).toBe(success);
});
