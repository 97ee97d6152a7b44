import { expect, test } from "vitest";
import { addressOf } from "./request";

test("without a proxy the peer counts, whatever the request claims", () => {
  expect(addressOf("6.6.6.6, 10.0.0.9", 0)).toBe("10.0.0.9");
});

test("behind one proxy, what that proxy saw counts", () => {
  expect(addressOf("6.6.6.6, 203.0.113.7, 10.0.0.9", 1)).toBe("203.0.113.7");
});

test("a request that went around the proxies has its peer's address", () => {
  expect(addressOf("::ffff:127.0.0.1", 2)).toBe("127.0.0.1");
});

test("no address at all is named so", () => {
  expect(addressOf(null, 0)).toBe("unknown");
});
