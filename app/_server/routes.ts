import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Longer paths lead nowhere, and aren't matched. */
const MOST = 500;

const routesSchema = z.array(z.object({ page: z.string(), regex: z.string() }));
const manifestSchema = z.object({ staticRoutes: routesSchema, dynamicRoutes: routesSchema });

type Route = { readonly page: string; readonly pattern: RegExp };

let known: readonly Route[] | undefined;

/** The route of an address, as `/t/[root]/o/[orgId]/users`: few values, and no secret. `unknown` where none answers. */
export function routeOf(url: string, routes = ofThisBuild()): string {
  const [pathname = "/"] = url.split("?", 1);
  if (pathname.length > MOST) return "unknown";
  if (pathname.startsWith("/_next/")) return "/_next/[file]";
  return routes.find(({ pattern }) => pattern.test(pathname))?.page ?? "unknown";
}

function ofThisBuild(): readonly Route[] {
  known ??= readRoutes();
  return known;
}

/** Those of the build; in development there are none. */
export function readRoutes(folder = process.env.NEXT_DIST_DIR ?? ".next"): Route[] {
  const file = path.resolve(/* turbopackIgnore: true */ folder, "routes-manifest.json");
  if (!existsSync(file)) return [];
  const { staticRoutes, dynamicRoutes } = manifestSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return [...staticRoutes, ...dynamicRoutes].map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }));
}
