import { describe, expect, test } from "vitest";
import { addressAtBase, isOwnOrigin, requestedHost } from "./own-host";

describe("the host that the browser requested", () => {
  const base = "https://usher.example:8443";
  test.each([
    ["usher.example:8443", "usher.example:8443"],
    ["usher.example", "usher.example:8443"],
    ["Usher.Example", "usher.example:8443"],
    ["usher.example, proxy.internal", "usher.example:8443"],
    ["usher.example:443", "usher.example:443"],
    ["other.example", "other.example"],
    ["usher.example.evil.example", "usher.example.evil.example"],
    ["evil.example/usher.example", "evil.example/usher.example"],
  ])("forwarded as %s is %s", (forwarded, expected) => {
    const headers = new Headers({ host: "app.internal:3000", "x-forwarded-host": forwarded });
    expect(requestedHost(headers, base)).toBe(expected);
  });

  test("is the Host header if there is no forwarded one, even without a port", () => {
    expect(requestedHost(new Headers({ host: "usher.example" }), base)).toBe("usher.example:8443");
    expect(requestedHost(new Headers({ host: "usher.example" }), "https://usher.example")).toBe(
      "usher.example",
    );
    expect(requestedHost(new Headers({ host: "usher.example" }), undefined)).toBe("usher.example");
    expect(requestedHost(new Headers(), base)).toBeNull();
  });
});

describe("a page requested with another name of this machine than BASE_URL's", () => {
  const base = "http://localhost:3000";
  const get = (host: string | null, path = "/accept/x?a=1", method = "GET") =>
    addressAtBase({ method, path, host }, base);

  test.each(["127.0.0.1:3000", "[::1]:3000"])("%s redirects to the same page at BASE_URL", (host) => {
    expect(get(host)).toBe("http://localhost:3000/accept/x?a=1");
    expect(get(host, "/", "HEAD")).toBe("http://localhost:3000/");
    expect(addressAtBase({ method: "GET", path: "/", host: "localhost:80" }, "http://127.0.0.1")).toBe(
      "http://127.0.0.1/",
    );
  });

  test.each([
    "localhost:3000",
    "127.0.0.1:4000",
    "127.0.0.1",
    "evil.example:3000",
    "127.0.0.1.evil.example:3000",
    "",
    null,
  ])("%s redirects nowhere", (host) => expect(get(host)).toBeNull());

  test.each(["POST", "PUT", "DELETE", "OPTIONS"])("%s isn't redirected", (method) => {
    expect(get("127.0.0.1:3000", "/", method)).toBeNull();
  });

  test.each(["//evil.example/", "/\\evil.example", "/@evil.example", "//"])(
    "the path %s stays at BASE_URL",
    (path) => {
      expect(new URL(get("127.0.0.1:3000", path) ?? "").host).toBe("localhost:3000");
    },
  );

  test.each(["a@127.0.0.1:3000", "127.0.0.1:3000/evil.example", "127.0.0.1:3000?x", "127.0.0.1:3000#"])(
    "the host %s never leads elsewhere",
    (host) => expect(get(host) ?? "http://localhost:3000/").toMatch(/^http:\/\/localhost:3000\//),
  );

  test("nothing is redirected if BASE_URL doesn't name this machine", () => {
    for (const other of ["https://usher.example", "http://usher.example:3000", "", undefined]) {
      expect(addressAtBase({ method: "GET", path: "/", host: "127.0.0.1:3000" }, other)).toBeNull();
    }
  });
});

describe("the origin of a form", () => {
  const base = "https://usher.example.com";

  test("a form from this app's own pages is accepted", () => {
    expect(isOwnOrigin(base, "same-origin", base)).toBe(true);
    expect(isOwnOrigin("null", "same-origin", base)).toBe(true);
  });

  test.each([
    ["https://evil.example", "cross-site"],
    ["https://evil.example", null],
    ["https://usher.example.com.evil.example", null],
    ["http://usher.example.com", "cross-site"],
    ["null", "cross-site"],
    ["null", null],
    [null, null],
  ])("a form of origin %s and site %s is refused", (origin, site) => {
    expect(isOwnOrigin(origin, site, base)).toBe(false);
  });

  test("on loopback, names are equivalent and ports aren't", () => {
    expect(isOwnOrigin("http://127.0.0.1:3000", null, "http://localhost:3000")).toBe(true);
    expect(isOwnOrigin("http://127.0.0.1:3001", null, "http://localhost:3000")).toBe(false);
  });
});
