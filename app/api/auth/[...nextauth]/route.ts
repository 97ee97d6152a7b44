import { NextRequest } from "next/server";
import { handlers } from "@/app/_server/auth";

export function GET(request: NextRequest): Promise<Response> {
  return handlers.GET(withReadableCallback(request));
}

export function POST(request: NextRequest): Promise<Response> {
  return handlers.POST(withReadableCallback(request));
}

const CALLBACK = "callbackUrl";

/** Removes a callback URL that can't be parsed, from the query and the cookie: next-auth would respond with status 500. */
function withReadableCallback(request: NextRequest): NextRequest {
  const url = new URL(request.url);
  const callback = url.searchParams.get(CALLBACK);
  if (callback !== null && !isReadable(callback, url.origin)) url.searchParams.delete(CALLBACK);
  const readable = new NextRequest(url, request);
  for (const { name, value } of readable.cookies.getAll()) {
    if (name.endsWith("authjs.callback-url") && !isReadable(value, url.origin)) readable.cookies.delete(name);
  }
  return readable;
}

function isReadable(address: string, origin: string): boolean {
  return address.startsWith("/")
    ? URL.canParse(address, origin)
    : /^https?:/.test(address) && URL.canParse(address);
}
