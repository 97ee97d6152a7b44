import { NextRequest } from "next/server";
import { handlers } from "@/app/_server/auth";

export function GET(request: NextRequest): Promise<Response> {
  return handlers.GET(withReadableCallback(request));
}

export function POST(request: NextRequest): Promise<Response> {
  return handlers.POST(withReadableCallback(request));
}

const CALLBACK = "callbackUrl";

/** Removes a callback URL that can't be parsed: next-auth would respond with status 500. */
function withReadableCallback(request: NextRequest): NextRequest {
  const url = new URL(request.url);
  const callback = url.searchParams.get(CALLBACK);
  if (callback !== null && !isReadable(callback, url.origin)) url.searchParams.delete(CALLBACK);
  return new NextRequest(url, request);
}

function isReadable(address: string, origin: string): boolean {
  return address.startsWith("/")
    ? URL.canParse(address, origin)
    : /^https?:/.test(address) && URL.canParse(address);
}
