import { expect, test } from "vitest";
import { networkOf, readAddress } from "@/db/limits/network";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  [" 203.0.113.7:50123 ", "203.0.113.7"],
  ["2001:DB8:0:0:1:2:3:4", "2001:db8::1:2:3:4"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["[2001:db8::1]:443", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["::ffff:127.0.0.1", "127.0.0.1"],
  ["::FFFF:7f00:1", "127.0.0.1"],
  ["[::ffff:203.0.113.7]:8080", "203.0.113.7"],
])("%s is read as the address %s", (text, address) => expect(readAddress(text)).toBe(address));

test.each([
  "",
  "unknown",
  "_hidden",
  "localhost",
  "1.2.3",
  "1.2.3.4.5",
  "203.0.113.7:x",
  "[203.0.113.7",
  "2001:db8::1::2",
  "<script>",
  "1".repeat(100_000),
])("%j is not an address", (text) => expect(readAddress(text)).toBe("unknown"));

test("the network of an IPv6 address is its /64, in any notation", () => {
  const addresses = ["2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", "[2001:DB8:0:1:0:0:0:9]:443"];
  expect(new Set(addresses.map(networkOf))).toEqual(new Set(["2001:db8:0:1::/64"]));
  expect(networkOf("2001:db8:0:2::1")).toBe("2001:db8:0:2::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect(networkOf("2001:db8::")).toBe("2001:db8:0:0::/64");
});

test("the network of an IPv4 address is the address itself; all unreadable addresses share one network", () => {
  expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
  expect(networkOf("::ffff:203.0.113.7")).toBe("203.0.113.7");
  expect(networkOf("nonsense")).toBe(networkOf("other nonsense"));
});
