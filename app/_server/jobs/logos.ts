import type { Database } from "@/db/client";
import { findLogo } from "@/db/settings/get";

/** Reads this version of an organization's logo; null if it has been removed in the meantime. */
export type LogoBytes = (organizationId: string, version: string) => Promise<Buffer | null>;

/** The number of cached logos, each with at most 64 kB. */
const MAX_CACHED = 32;

/** Caches logos, so that many emails read each only once. The least recently used ones are dropped first. */
export function cacheLogos(db: Database): LogoBytes {
  const cache = new Map<string, Promise<Buffer | null>>();
  return (organizationId, version) => {
    const key = `${organizationId} ${version}`;
    const logo = cache.get(key) ?? findLogo({ db, organizationId });
    cache.delete(key);
    cache.set(key, logo);
    logo.catch(() => cache.delete(key));
    for (const oldest of [...cache.keys()].slice(0, -MAX_CACHED)) cache.delete(oldest);
    return logo;
  };
}
