import about from "@/package.json" with { type: "json" };

/** What this process runs: the version of package.json, and the commit that was built (scripts/build.ts), where known. */
export const build = { version: about.version, commit: process.env.USHER_COMMIT || null } as const;
