import { expect, test } from "vitest";
import { ALL_PERMISSIONS, REQUIRED_PERMISSIONS } from "@/lib/permissions";

test("a permission is listed after those that it requires, so that a hint doesn't move what is being clicked", () => {
  const order: readonly string[] = [...ALL_PERMISSIONS];
  for (const [permission, required] of Object.entries(REQUIRED_PERMISSIONS)) {
    for (const other of required) expect(order.indexOf(other)).toBeLessThan(order.indexOf(permission));
  }
});
