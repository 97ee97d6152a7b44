/** The most characters of what people write for each other; apart from the schemas, so that a browser needs no zod. */
export const NOTE_LENGTH = 500;
export const DECLINE_REASON_LENGTH = 300;
