import { fileURLToPath } from "node:url";
import createNextIntlPlugin from "next-intl/plugin";

const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    resolveAlias: { "@/i18n/catalog-files": "../../i18n/compiled-catalog-files.ts" },
  },
  typescript: { ignoreBuildErrors: true }, // `npm run check` checks these files
};

const withMessages = createNextIntlPlugin({
  requestConfig: "./messages.ts",
  experimental: { messages: { path: "../../messages", format: "json", locales: "infer", precompile: true } },
});

export default withMessages(config);
