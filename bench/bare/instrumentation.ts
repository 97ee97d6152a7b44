/** Empty. Without this file Next uses the one in the root folder. */
export function register() {}
