import { isHealthy } from "@/components/maintenance/check-health";
import { announce } from "@/components/ui/status-message";
import type { Translator } from "@/i18n/translator";
import { reloadForUpdate, untilReloaded } from "./reload";

const RETRY_AFTER = 1000; // milliseconds

/**
 * Loads the script of a part of the page. Waits while the server can't be reached. If the server is there, but no longer has
 * the script, loads the page again.
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await load();
    } catch (error) {
      if (!(await isHealthy())) {
        if (attempt === 0) announce(waitingText);
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER));
      } else if (reloadForUpdate()) {
        return await untilReloaded();
      } else {
        throw error;
      }
    }
  }
}

function waitingText(t: Translator<"common">): string {
  return t(navigator.onLine ? "failures.waiting" : "failures.offline");
}
