import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  output: "standalone", // scripts/standalone/complete.ts makes it whole
  env: { USHER_COMMIT: process.env.USHER_COMMIT ?? "" },
  poweredByHeader: false,
  // Next ends the body for proxy.ts before the chunk that exceeds this, so it must exceed MAX_BYTES by more than a chunk.
  experimental: { proxyClientMaxBodySize: "2mb" },
  reactStrictMode: true,
  images: { unoptimized: true }, // no page uses them: /_next/image answers 404
  skipTrailingSlashRedirect: true, // else Next answers these before proxy.ts, without its headers
  // What this build doesn't have may be another build's, during an upgrade.
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

export default config;
