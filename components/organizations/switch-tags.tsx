import type { ReactNode } from "react";

/** The tags of "Switch to Acme Travel", of which a button shows the verb and screen readers hear all. */
export const switchTags = {
  hidden: (text: ReactNode) => (
    <span className="sr-only">
      <bdi>{text}</bdi>
    </span>
  ),
};
