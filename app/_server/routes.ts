import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** No route has a longer path, so longer ones aren't matched. */
const MAX_LENGTH = 500;

const routesSchema = z.array(z.object({ page: z.string(), regex: z.string() }));
const manifestSchema = z.object({ staticRoutes: routesSchema, dynamicRoutes: routesSchema });
const actionsSchema = z.object({ node: z.record(z.string(), z.object({ exportedName: z.string() })) });

type Route = { readonly page: string; readonly pattern: RegExp };

let known: readonly Route[] | undefined;
let knownActions: ReadonlyMap<string, string> | undefined;

/** The route pattern of a URL, like `/t/[root]/o/[orgId]/users`, which contains no secrets; `unknown` if none matches. */
export function routeOf(url: string, routes = ofThisBuild()): string {
  const [entered = "/"] = url.split("?", 1);
  if (entered.length > MAX_LENGTH) return "unknown";
  const pathname = withoutDots(entered);
  if (pathname.startsWith("/_next/")) return "/_next/[file]";
  return routes.find(({ pattern }) => pattern.test(pathname))?.page ?? "unknown";
}

/** The path as Next reads it: `/_next/../account` is `/account`. */
function withoutDots(pathname: string): string {
  const url = `http://usher${pathname}`;
  return URL.canParse(url) ? new URL(url).pathname : pathname;
}

function ofThisBuild(): readonly Route[] {
  known ??= readRoutes();
  return known;
}

/** The name of the server action with this id, like `inviteUsers`; `unknown` if there is none. */
export function actionOf(id: string): string {
  knownActions ??= readActions();
  return knownActions.get(id) ?? "unknown";
}

/** The routes of the build; none in development. */
export function readRoutes(folder?: string): Route[] {
  const manifest = manifestSchema.safeParse(readManifest("routes-manifest.json", folder));
  if (!manifest.success) return [];
  const { staticRoutes, dynamicRoutes } = manifest.data;
  return [...staticRoutes, ...dynamicRoutes].map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }));
}

export function readActions(folder?: string): ReadonlyMap<string, string> {
  const manifest = actionsSchema.safeParse(readManifest("server/server-reference-manifest.json", folder));
  const actions = Object.entries(manifest.data?.node ?? {});
  return new Map(actions.map(([id, { exportedName }]) => [id, exportedName.replace(/Action$/, "")]));
}

function readManifest(name: string, folder = process.env.NEXT_DIST_DIR ?? ".next"): unknown {
  const file = path.resolve(/* turbopackIgnore: true */ folder, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
