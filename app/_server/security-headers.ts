/** The headers of every response: pages, static files, redirects and errors of the framework. */
export function securityHeaders(): Readonly<Record<string, string>> {
  return overHttps() ? { ...HEADERS, ...HTTPS_HEADERS } : HEADERS;
}

/** The policy of responses that proxy.ts doesn't handle: they can't run or load anything. */
export const CLOSED_POLICY =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export function overHttps(): boolean {
  return process.env.BASE_URL?.startsWith("https:") ?? false;
}

const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

const HTTPS_HEADERS = { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" };
