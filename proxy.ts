import { type NextRequest, NextResponse } from "next/server";
import { databaseState } from "@/app/_server/availability";
import { isTooLong } from "@/app/_server/body-length";
import { maintenancePage } from "@/app/_server/maintenance-page";
import { checkReplacedHost } from "@/app/_server/proxy-warnings";
import { overHttps, securityHeaders } from "@/app/_server/security-headers";
import { readTheme, THEME_COOKIE } from "@/lib/theme";

/** Sets the security headers of every response, and rejects forms from other sites and bodies that are too long. */
export async function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const response =
    (await refusalOf(request)) ?? (await withoutDatabase(request, nonce)) ?? passOn(request, policy, nonce);
  const more = SECRET_PATHS.some((path) => request.nextUrl.pathname.startsWith(path)) ? SECRET_HEADERS : {};
  const all = { ...securityHeaders(), ...more, "Content-Security-Policy": policy };
  for (const [name, value] of Object.entries(all)) response.headers.set(name, value);
  return response;
}

export const config = { matcher: "/((?!_next/static/).*)" };

function passOn(request: NextRequest, policy: string, nonce: string) {
  // Next reads the nonce from the request's policy and puts it on its own scripts.
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set("x-usher-nonce", nonce);
  headers.set("x-usher-path", request.nextUrl.pathname + request.nextUrl.search);
  if (headers.get("origin") === "null") headers.set("origin", ownOrigin(headers));
  return NextResponse.next({ request: { headers } });
}

/**
 * Answers with the maintenance page while the database is away, and to forms while it is read-only. Actions called by script
 * report that themselves, so that the form keeps what was entered.
 */
async function withoutDatabase(request: NextRequest, nonce: string) {
  const { pathname, search } = request.nextUrl;
  if (pathname.startsWith("/api/") || pathname === "/icon.svg" || request.headers.has("next-action"))
    return null;
  const state = await databaseState();
  const afterForm = request.method === "POST";
  if (state === "there" || (state === "read-only" && !afterForm)) return null;
  const theme = readTheme(request.cookies.get(THEME_COOKIE)?.value);
  return new NextResponse(maintenancePage({ path: pathname + search, theme, nonce, afterForm }), {
    status: 503,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Retry-After": "5" },
  });
}

/** Pages whose URL is a secret from an email. */
const SECRET_PATHS = ["/accept", "/set-password"];
const SECRET_HEADERS = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex, nofollow, noarchive",
};

function contentSecurityPolicy(nonce: string) {
  // React's error overlay evaluates code and has style attributes, in development only.
  const inDevelopment = process.env.NODE_ENV === "development";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${inDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self'",
    `style-src-elem 'self' ${inDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `style-src-attr ${inDevelopment ? "'unsafe-inline'" : "'none'"}`,
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

const HOST_REPLACED =
  "This form was refused because the proxy in front of Usher replaces the Host header. Ask the operator to look into the log.";

async function refusalOf(request: NextRequest) {
  if (request.method === "GET" || request.method === "HEAD") return null;
  if (comesFromElsewhere(request)) {
    const isProxy = checkReplacedHost(
      request.headers.get("origin"),
      askedHost(request.headers),
      process.env.BASE_URL,
    );
    return new NextResponse(isProxy ? HOST_REPLACED : "This was not sent from a page of this app.", {
      status: 403,
    });
  }
  if (await isTooLong(request.headers, request.body)) {
    return new NextResponse("This is too much at once: a file may have 1 MB, everything else 128 kB.", {
      status: 413,
    });
  }
  return null;
}

/** Requests without `Origin` can only reach next-auth's endpoints, which need a CSRF token. */
function comesFromElsewhere({ headers, nextUrl }: NextRequest) {
  const [origin, site] = [headers.get("origin"), headers.get("sec-fetch-site")];
  if (site === "cross-site" || site === "same-site") return true;
  if (origin === null) return !nextUrl.pathname.startsWith("/api/");
  // Pages without referrer, such as those of links, post their forms with `Origin: null` until script has loaded. Then
  // `Sec-Fetch-Site`, which pages can't forge, must confirm this origin.
  if (origin === "null") return site !== "same-origin";
  return !URL.canParse(origin) || new URL(origin).host !== askedHost(headers);
}

function ownOrigin(headers: Headers) {
  return `${overHttps() ? "https" : "http"}://${askedHost(headers)}`;
}

function askedHost(headers: Headers) {
  return headers.get("x-forwarded-host")?.split(",")[0]?.trim() || headers.get("host");
}
