import { type NextRequest, NextResponse } from "next/server";
import { databaseState } from "@/app/_server/availability";
import { rejectionOfBody } from "@/app/_server/body-length";
import { browserLocale } from "@/app/_server/browser-locale";
import { LOCATION_HEADER } from "@/app/_server/location";
import { maintenancePage } from "@/app/_server/maintenance-page";
import { addressAtBase, isOwnOrigin, requestedHost } from "@/app/_server/own-host";
import { checkOtherAddress, checkReplacedHost } from "@/app/_server/proxy-warnings";
import { REJECTION_TYPE, type Rejection, rejectionBody } from "@/app/_server/rejection";
import { LOCALE_COOKIE } from "@/app/_server/request-cookies";
import { overHttps, securityHeaders } from "@/app/_server/security-headers";
import { readTheme, THEME_COOKIE } from "@/lib/theme";

/** Sets the security headers of every response, and rejects forms from other sites and bodies that would take long to decode. */
export async function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const inFrame = isEmailPreview(request.nextUrl.pathname);
  const policy = inFrame ? EMAIL_POLICY : contentSecurityPolicy(nonce);
  const response =
    toBase(request) ??
    (await rejectRequest(request)) ??
    (await withoutDatabase(request, nonce)) ??
    passOn(request, policy, nonce);
  const more = SECRET_PATHS.some((path) => request.nextUrl.pathname.startsWith(path)) ? SECRET_HEADERS : {};
  const framing = inFrame ? { "X-Frame-Options": "SAMEORIGIN" } : {};
  const all = { ...securityHeaders(), ...framing, ...more, "Content-Security-Policy": policy };
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
  const host = requestedHost(headers, process.env.BASE_URL);
  // Next compares it with the origin of forms.
  if (host) headers.set("x-forwarded-host", host);
  if (headers.get("origin") === "null") headers.set("origin", originOf(host));
  const { pathname } = request.nextUrl;
  if (pathname === ERROR_PAGE)
    return NextResponse.rewrite(new URL("/_not-found", request.url), { request: { headers } });
  return NextResponse.next({ request: { headers } });
}

/** Next serves `app/global-error.tsx` at this path, too, as an error of ours. */
const ERROR_PAGE = "/_global-error";

/** The origin of a page at this host. */
function originOf(host: string | null): string {
  return `${overHttps() ? "https" : "http"}://${host}`;
}

/** Redirects pages from another name of this machine to the one in BASE_URL. */
function toBase({ method, headers, nextUrl: { pathname, search } }: NextRequest) {
  if (pathname.startsWith("/api/") || pathname.startsWith("/_next/")) return null;
  const host = requestedHost(headers, process.env.BASE_URL);
  const address = addressAtBase({ method, path: pathname + search, host }, process.env.BASE_URL);
  return address ? new NextResponse(null, { status: 307, headers: { [LOCATION_HEADER]: address } }) : null;
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
  return new NextResponse(
    maintenancePage({ path: pathname + search, locale: localeOf(request), theme, nonce, afterForm }),
    {
      status: 503,
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "Retry-After": "5",
      },
    },
  );
}

function localeOf({ cookies, headers }: NextRequest) {
  const cookie = cookies.get(LOCALE_COOKIE)?.value;
  return browserLocale({ cookie, acceptLanguage: headers.get("accept-language") });
}

/** Pages whose URL is a secret from an email. */
const SECRET_PATHS = ["/accept", "/set-password"];
const SECRET_HEADERS = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex, nofollow, noarchive",
};

/** The settings show a sample of an email in a frame: HTML with style attributes that runs nothing and sends nothing. */
const EMAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; " +
  "frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox";

function isEmailPreview(pathname: string): boolean {
  return /^\/t\/[^/]+\/o\/[^/]+\/settings\/email-preview$/.test(pathname);
}

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
    "frame-src 'self'",
    "frame-ancestors 'none'",
    ...(overHttps() ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

async function rejectRequest(request: NextRequest) {
  const rejection = await rejectionOf(request);
  if (!rejection) return null;
  const body = rejectionBody(rejection, request.headers.has("next-action"), () => localeOf(request));
  return new NextResponse(body, { status: rejection.status, headers: { "Content-Type": REJECTION_TYPE } });
}

async function rejectionOf({ method, headers, body, nextUrl }: NextRequest): Promise<Rejection | null> {
  if (method === "GET" || method === "HEAD") return null;
  const base = new URL(process.env.BASE_URL ?? "").origin;
  const host = requestedHost(headers, base);
  if (comesFromElsewhere({ headers, nextUrl })) {
    checkReplacedHost(headers, host, base);
    return { status: 403, reason: { code: "other-site" } };
  }
  const sent = headers.get("origin");
  const origin = sent === "null" ? originOf(host) : sent;
  if (origin !== null && !isOwnOrigin(origin, null, base)) {
    checkOtherAddress(origin, host, base);
    return { status: 403, reason: { code: "other-address", baseUrl: base } };
  }
  return await rejectionOfBody(headers, body);
}

/** Requests without `Origin` can only reach next-auth's endpoints, which need a CSRF token. */
function comesFromElsewhere({ headers, nextUrl }: Pick<NextRequest, "headers" | "nextUrl">) {
  const [origin, site] = [headers.get("origin"), headers.get("sec-fetch-site")];
  if (site === "cross-site" || site === "same-site") return true;
  if (origin === null) return !nextUrl.pathname.startsWith("/api/auth/");
  // Pages without referrer, such as those of links, post their forms with `Origin: null` until script has loaded. Then
  // `Sec-Fetch-Site`, which pages can't forge, must confirm this origin.
  if (origin === "null") return site !== "same-origin";
  return !URL.canParse(origin) || new URL(origin).host !== requestedHost(headers, process.env.BASE_URL);
}
