import type { ReactNode } from "react";
import { NextIcon } from "./icons";

type DetailsProps = {
  readonly label: string;
  /** Undefined leaves it to the person. */
  readonly open?: true | undefined;
  /** Classes for the label. */
  readonly className?: string;
  readonly children: ReactNode;
};

/** More about something, which opens below its label. It works without JavaScript. */
export function Details({ label, open, className = "", children }: DetailsProps) {
  return (
    <details open={open} className="group/details min-w-0">
      <summary
        className={`flex w-fit list-none items-center gap-1 rounded-sm [&::-webkit-details-marker]:hidden ${className}`}
      >
        <span>{label}</span>
        <span className="transition-transform group-open/details:rotate-90 rtl:group-open/details:-rotate-90">
          <NextIcon />
        </span>
      </summary>
      {children}
    </details>
  );
}
