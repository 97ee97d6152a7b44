import { getDb } from "@/app/_server/database";
import { findAsset } from "@/db/assets/assets";
import { isUnavailable } from "@/db/connection/unavailable";

type Params = { readonly params: Promise<{ readonly path: readonly string[] }> };

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  woff2: "font/woff2",
};

/**
 * A static file of another build. During an upgrade, pages of the old and of the new version ask any process for theirs
 * (next.config.ts leads here what a process doesn't have itself).
 */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const path = (await params).path.join("/");
  const type = TYPES[path.replace(/^.*\./, "")];
  if (!type || path.length > 200) return notFound();
  try {
    const content = await findAsset(getDb(), path);
    if (!content) return notFound();
    return new Response(new Uint8Array(content), {
      headers: { "Content-Type": type, "Cache-Control": "public, max-age=31536000, immutable" },
    });
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return new Response("The database doesn't respond.", { status: 503, headers: { "Retry-After": "5" } });
  }
}

function notFound(): Response {
  return new Response("Not found", { status: 404, headers: { "Cache-Control": "no-store" } });
}
