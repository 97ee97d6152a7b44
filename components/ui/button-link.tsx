import type { ReactNode } from "react";
import { type ButtonStyle, buttonStyle } from "./button-style";
import { NavLink } from "./nav-link";

type ButtonLinkProps = ButtonStyle & {
  readonly href: string;
  /** Loads a new document, as to and from pages outside the console. */
  readonly newDocument?: boolean;
  readonly download?: boolean;
  /** Leaves a form without asking about its unsaved changes. */
  readonly discards?: boolean;
  readonly children: ReactNode;
};

export function ButtonLink({
  href,
  newDocument,
  download = false,
  discards = false,
  children,
  ...style
}: ButtonLinkProps) {
  if (newDocument || download) {
    return (
      <a href={href} download={download} className={buttonStyle(style)}>
        {children}
      </a>
    );
  }
  return (
    <NavLink href={href} discards={discards} className={buttonStyle(style)}>
      {children}
    </NavLink>
  );
}
