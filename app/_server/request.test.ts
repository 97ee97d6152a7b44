import { expect, test } from "vitest";
import { addressOf } from "./request";

test("without a proxy, the address is the peer's, whatever the request claims", () => {
  expect(addressOf("6.6.6.6, 10.0.0.9", 0)).toBe("10.0.0.9");
});

test("behind one proxy, the address is the one that the proxy saw", () => {
  expect(addressOf("6.6.6.6, 203.0.113.7, 10.0.0.9", 1)).toBe("203.0.113.7");
});

test("a request that bypassed the proxies has its peer's address", () => {
  expect(addressOf("::ffff:127.0.0.1", 2)).toBe("127.0.0.1");
});

test("a missing address is unknown", () => {
  expect(addressOf(null, 0)).toBe("unknown");
});

test("ports and brackets are removed, and an invalid address is unknown", () => {
  expect(addressOf("203.0.113.7:50123, 10.0.0.9", 1)).toBe("203.0.113.7");
  expect(addressOf("[2001:DB8::1]:443, 10.0.0.9", 1)).toBe("2001:db8::1");
  expect(addressOf("anything at all, 10.0.0.9", 1)).toBe("unknown");
});
