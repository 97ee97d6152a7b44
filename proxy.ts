import { type NextRequest, NextResponse } from "next/server";

/** Gives every answer its security headers, and turns away what another site's page sends. */
export function proxy(request: NextRequest) {
  if (comesFromAnotherSite(request)) {
    return new NextResponse("This was sent from another site.", { status: 403, headers: HEADERS });
  }
  const policy = contentSecurityPolicy(btoa(crypto.randomUUID()));
  // Next reads the nonce from the request's policy and puts it on its own scripts.
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set("x-usher-path", request.nextUrl.pathname + request.nextUrl.search);
  if (headers.get("origin") === "null" && headers.get("sec-fetch-site") === "same-origin") {
    headers.set("origin", ownOrigin(headers));
  }
  const response = NextResponse.next({ request: { headers } });
  const more = request.nextUrl.pathname.startsWith("/accept") ? ACCEPT_HEADERS : {};
  const transport = overHttps() ? HTTPS_HEADERS : {};
  const all = { ...HEADERS, ...more, ...transport, "Content-Security-Policy": policy };
  for (const [name, value] of Object.entries(all)) response.headers.set(name, value);
  return response;
}

export const config = { matcher: "/((?!_next/static|_next/image).*)" };

const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

/** The address of the page is the secret of the invitation. */
const ACCEPT_HEADERS = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex, nofollow, noarchive",
};

const HTTPS_HEADERS = { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" };

function contentSecurityPolicy(nonce: string) {
  // React's error overlay evaluates code, in development only.
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    // React Aria positions its popovers by style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    ...(overHttps() ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

function overHttps() {
  return process.env.BASE_URL?.startsWith("https:") ?? false;
}

/**
 * A page without referrer, as the acceptance page, posts its forms with `Origin: null` before script has loaded, and
 * Next refuses that. `Sec-Fetch-Site`, which no page can forge, has then vouched for this very origin.
 */
function ownOrigin(headers: Headers) {
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return `${overHttps() ? "https" : "http"}://${host}`;
}

function comesFromAnotherSite({ method, headers }: NextRequest) {
  if (method === "GET" || method === "HEAD") return false;
  const site = headers.get("sec-fetch-site");
  return site === "cross-site" || site === "same-site";
}
