import { readdirSync, readFileSync } from "node:fs";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import type en from "./messages/en.json";

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  output: "standalone", // scripts/standalone/complete.ts makes it whole
  env: {
    USHER_COMMIT: process.env.USHER_COMMIT ?? "",
    GLOBAL_ERROR_MESSAGES: JSON.stringify(globalErrorMessages()),
  },
  poweredByHeader: false,
  // Next ends the body for proxy.ts before the chunk that exceeds this, so it must exceed MAX_BYTES of
  // app/_server/body-length.ts by more than a chunk.
  experimental: { proxyClientMaxBodySize: "2mb" },
  reactStrictMode: true,
  turbopack: { resolveAlias: { "@/i18n/catalog-files": "./i18n/compiled-catalog-files.ts" } },
  images: { unoptimized: true }, // no page uses them: /_next/image answers 404
  skipTrailingSlashRedirect: true, // else Next answers these before proxy.ts, without its headers
  // During an upgrade, browsers may request files of the other build, which /api/assets serves.
  rewrites: async () => ({
    beforeFiles: [],
    afterFiles: [],
    fallback: [{ source: "/_next/static/:path*", destination: "/api/assets/:path*" }],
  }),
  serverExternalPackages: [
    "@node-rs/argon2",
    "graphile-worker",
    "nodemailer",
    "pino",
    "prom-client",
    "pg",
    "sharp",
    "rate-limiter-flexible",
  ],
};

/** Messages for app/global-error.tsx by locale, because no layout sends it any. */
function globalErrorMessages() {
  const catalogs = readdirSync("messages").filter((file) => /^[\w-]+\.json$/.test(file));
  return Object.fromEntries(
    catalogs.map((file) => {
      const { common, update }: typeof en = JSON.parse(readFileSync(`messages/${file}`, "utf8"));
      return [
        file.replace(".json", ""),
        { common: { product: common.product, errorPage: common.errorPage }, update },
      ];
    }),
  );
}

/** The build compiles the messages, so that browsers need no parser for them and show them sooner. */
const withMessages = createNextIntlPlugin({
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
});

export default withMessages(config);
