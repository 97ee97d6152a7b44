import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true, // else Next answers these before proxy.ts, without its headers
  serverExternalPackages: [
    "@node-rs/argon2",
    "graphile-worker",
    "nodemailer",
    "pino",
    "pg",
    "sharp",
    "rate-limiter-flexible",
    "react-email",
  ],
};

export default config;
