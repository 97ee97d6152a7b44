import type { ReactNode } from "react";
import { type ButtonStyle, buttonStyle } from "./button-style";
import { NavLink } from "./nav-link";

type ButtonLinkProps = ButtonStyle & {
  readonly href: string;
  /** Loads a new document, as to and from pages outside the console. */
  readonly newDocument?: boolean;
  readonly download?: boolean;
  readonly children: ReactNode;
};

export function ButtonLink({ href, newDocument, download = false, children, ...style }: ButtonLinkProps) {
  if (newDocument || download) {
    return (
      <a href={href} download={download} className={buttonStyle(style)}>
        {children}
      </a>
    );
  }
  return (
    <NavLink href={href} className={buttonStyle(style)}>
      {children}
    </NavLink>
  );
}
