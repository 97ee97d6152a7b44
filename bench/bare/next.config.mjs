import { fileURLToPath } from "node:url";

/** The least that a dynamic page of this Next is: what the console's pages are measured beside. */
export default {
  poweredByHeader: false,
  turbopack: { root: fileURLToPath(new URL("../../..", import.meta.url)) },
};
