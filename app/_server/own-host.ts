/**
 * The host that the browser requested, as a proxy passes it on. Proxies may leave out the port, so BASE_URL's host without a
 * port means its host and port.
 * @param base BASE_URL
 */
export function requestedHost(headers: Headers, base: string | undefined): string | null {
  const forwarded = headers.get("x-forwarded-host")?.split(",")[0]?.trim();
  const requested = (forwarded || headers.get("host"))?.toLowerCase() ?? null;
  if (!base || !URL.canParse(base)) return requested;
  const { host, hostname } = new URL(base);
  return requested === hostname ? host : requested;
}

const LOOPBACK: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Where to redirect a page's request that uses another name of this machine than BASE_URL. The browser would keep a separate
 * session for that name, which links in emails wouldn't use.
 * @param request.path with the query
 * @returns an address of BASE_URL; null if there is nothing to redirect
 */
export function addressAtBase(
  { method, path, host }: { method: string; path: string; host: string | null },
  base: string | undefined,
): string | null {
  if (method !== "GET" && method !== "HEAD") return null;
  if (!base || !URL.canParse(base) || !URL.canParse(`http://${host}`)) return null;
  const [own, requested] = [new URL(base), new URL(`http://${host}`)];
  const areLoopback =
    own.protocol === "http:" && [own, requested].every(({ hostname }) => LOOPBACK.includes(hostname));
  return areLoopback && requested.hostname !== own.hostname && requested.port === own.port
    ? own.origin + path
    : null;
}

export function isOwnOrigin(origin: string | null, fetchSite: string | null, base: string): boolean {
  if (origin === "null") return fetchSite === "same-origin";
  return origin !== null && withOneLoopbackName(origin) === withOneLoopbackName(base);
}

/** All names of loopback are the same. */
function withOneLoopbackName(origin: string): string {
  return origin.replace(/^http:\/\/(127\.0\.0\.1|\[::1\])(?=:|$)/, "http://localhost");
}
