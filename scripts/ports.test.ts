import { once } from "node:events";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, test } from "vitest";
import { anyFreePort, freePortFrom, isFree } from "./ports";

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

test.each(["127.0.0.1", "0.0.0.0", ...(hasIpv6 ? ["::1"] : [])])(
  "a port taken on %s is stepped over",
  async (host) => {
    const port = await anyFreePort();
    const server = createServer().listen({ port, host });
    await once(server, "listening");
    expect(await isFree(port)).toBe(false);
    expect(await freePortFrom(port)).toBeGreaterThan(port);
    server.close();
  },
);

test("a free port that is meant for something else is stepped over", async () => {
  const port = await freePortFrom(20_000);
  expect(await freePortFrom(port, [port])).toBeGreaterThan(port);
});
