import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { DEMO_IDS, DEMO_PASSWORD } from "@/db/seed/demo";
import { startSeparateUsher } from "@/e2e/fixtures/separate-usher";
import { expect, test } from "@/e2e/fixtures/test";

test("behind a proxy that replaces Host, with a wrong BASE_URL, page and log say what is wrong", async ({
  page,
}) => {
  const usher = await startSeparateUsher({ BASE_URL: "http://usher.example:8080", LOG_LEVEL: "info" });
  const proxy = await startHostReplacingProxy(usher.port);
  try {
    await page.goto(`${proxy.base}/t/meridian/o/${DEMO_IDS.acme}/sign-in`);
    await page.getByLabel("Username").fill("alex");
    await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Usher" })).toHaveText(
      "This form seems to come from another site, so it was rejected. If you opened it in Usher, ask your administrator to " +
        "check the server log.",
    );
    expect(usher.log()).toContain(
      `A form from ${proxy.base} was refused because it arrived with the Host 127.0.0.1:${usher.port}, and BASE_URL is ` +
        `http://usher.example:8080. If people open Usher at ${proxy.base}, set BASE_URL to it. Let the proxy pass on the Host`,
    );
  } finally {
    await proxy.stop();
    await usher.stop();
  }
});

test("with a wrong BASE_URL, the page names the address at which forms work, and the log what to correct", async ({
  page,
}) => {
  const usher = await startSeparateUsher({ BASE_URL: "http://usher.example:8080", LOG_LEVEL: "info" });
  try {
    const address = `http://127.0.0.1:${usher.port}`;
    await page.goto(`${address}/t/meridian/o/${DEMO_IDS.acme}/sign-in`);
    await page.getByLabel("Username").fill("alex");
    await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "form" })).toHaveText(
      "This form works only at http://usher.example:8080. Open that address and try again.",
    );
    expect(usher.log()).toContain(
      `A form from ${address} was refused because BASE_URL is http://usher.example:8080.`,
    );
  } finally {
    await usher.stop();
  }
});

/** As nginx does unless told otherwise. */
async function startHostReplacingProxy(port: number) {
  const server = createServer((from, to) => {
    const { method = "GET", url: path = "/" } = from;
    const headers = { ...from.headers, host: `127.0.0.1:${port}` };
    const passedOn = request({ host: "127.0.0.1", port, method, path, headers }, (response) => {
      to.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(to);
    });
    passedOn.on("error", () => to.destroy());
    from.pipe(passedOn);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address() as AddressInfo; // safe: it listens on a port
  return {
    base: `http://localhost:${address.port}`,
    stop: () => new Promise((stopped) => server.close(stopped).closeAllConnections()),
  };
}
