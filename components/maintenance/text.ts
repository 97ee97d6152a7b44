/** The text of the maintenance page (app/_server/maintenance-page.ts) and of the notice inside the app. */
export const TEXT = {
  title: "Usher will be back in a moment",
  sentences: [
    "Its database does not answer just now. Nothing is lost that was saved before.",
    "This page comes back by itself as soon as it can.",
  ],
  /** For a form that was submitted without JavaScript. */
  afterForm: [
    "Its database can't save changes just now, so what you sent was not taken.",
    "Load this page again in a moment: your browser then sends once more what you entered.",
  ],
  retry: "Try again",
} as const;

/** How often the page checks whether the database is back, in milliseconds. */
export const RETRY_MS = 5000;
