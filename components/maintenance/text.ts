/** What is said while the database is away or too slow: by the page that stands in for others, and by the one of an error. */
export const TEXT = {
  title: "Usher will be back in a moment",
  sentences: [
    "Its database does not answer just now. Nothing is lost that was saved before.",
    "This page comes back by itself as soon as it can.",
  ],
  /** For a form that was sent without script. */
  afterForm: [
    "Its database can't save changes just now, so what you sent was not taken.",
    "Load this page again in a moment: your browser then sends once more what you entered.",
  ],
  again: "Try again",
} as const;

/** Between two looks whether Usher is back, in milliseconds. */
export const RETRY_MS = 5000;
