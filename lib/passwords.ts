/** The length of a password in characters. */
export const PASSWORD_LENGTH = { min: 12, max: 128 };
