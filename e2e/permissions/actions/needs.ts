import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";
import type { Standing } from "../actors";
import type { Asked, Result } from "./case";

/** What an action answers that asks for a permission. */
export function needs(permission: Permission, { standing }: Asked): Result {
  switch (standing) {
    case "signed out":
    case "nobody's":
    case "no rights":
      return "forbidden";
    case "foreign":
      return "not-found";
    default:
      return standing.has(permission) ? "done" : "forbidden";
  }
}

export function holdsAll(standing: Standing): boolean {
  return standing === ALL_PERMISSIONS;
}

export function isSignedIn(standing: Standing): boolean {
  return standing !== "signed out" && standing !== "nobody's";
}
