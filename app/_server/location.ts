import type { ServerResponse } from "node:http";

/**
 * Set by proxy.ts in place of `Location`, which Next makes relative if it names this machine in any way: it takes all names of
 * loopback for the same.
 */
export const LOCATION_HEADER = "x-usher-location";

/** Sends that header as `Location`. */
export function sendLocation(response: ServerResponse): void {
  const { writeHead } = response;
  response.writeHead = (...args: unknown[]) => {
    const location = response.getHeader(LOCATION_HEADER);
    if (location !== undefined) {
      response.removeHeader(LOCATION_HEADER);
      response.setHeader("Location", location);
    }
    return Reflect.apply(writeHead, response, args);
  };
}
