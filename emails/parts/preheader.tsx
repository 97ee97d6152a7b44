import type { ReactNode } from "react";

/** The line that an inbox shows after the subject. What follows it is blank, so that the list shows no more than this. */
export function Preheader({ children }: { children: ReactNode }) {
  return (
    <div data-skip-in-text="true" style={hidden}>
      {children}
      {blank}
    </div>
  );
}

const blank = "\u00a0\u200c".repeat(80);
const hidden = {
  display: "none",
  maxHeight: 0,
  maxWidth: 0,
  opacity: 0,
  overflow: "hidden",
  lineHeight: "1px",
};
