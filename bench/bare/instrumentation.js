/** Nothing; without this file Next takes the console's. */
export function register() {}
