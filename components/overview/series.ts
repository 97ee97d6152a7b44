/** The series of the chart, with the style of their bars. Declined ones are hollow, so that color isn't the only difference. */
export const SERIES = [
  { id: "sent", style: "fill-field-border forced-colors:fill-[GrayText]" },
  { id: "accepted", style: "fill-accent forced-colors:fill-[CanvasText]" },
  { id: "declined", style: "fill-danger forced-colors:fill-[Canvas] forced-colors:stroke-[CanvasText]" },
] as const;

export type Series = (typeof SERIES)[number]["id"];
