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
  /** For screen readers, where a page has several such buttons: "Open Acme Travel". It contains the visible text. */
  readonly label?: string | undefined;
  readonly children: ReactNode;
};

export function ButtonLink({
  href,
  newDocument,
  download = false,
  discards = false,
  label,
  children,
  ...style
}: ButtonLinkProps) {
  if (newDocument || download) {
    return (
      <a href={href} download={download} aria-label={label} className={buttonStyle(style)}>
        {children}
      </a>
    );
  }
  return (
    <NavLink href={href} label={label} discards={discards} className={buttonStyle(style)}>
      {children}
    </NavLink>
  );
}
