import type { ServerResponse } from "node:http";

/**
 * proxy.ts sets this header instead of `Location`, because Next treats all names of loopback as the same and makes such a
 * `Location` relative.
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
