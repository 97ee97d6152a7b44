import type { ReactNode } from "react";
import { PlainPage, type PlainPageProps } from "./plain-page";

type NoticePageProps = Pick<PlainPageProps, "title" | "mark" | "host" | "corner" | "children"> & {
  /** Buttons and links to go on with. */
  readonly actions?: ReactNode;
};

/** A page that says one thing and what to do next. */
export function NoticePage({ children, actions, ...page }: NoticePageProps) {
  return (
    <PlainPage {...page}>
      <div className="flex flex-col gap-3 text-base leading-7 text-muted">{children}</div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </PlainPage>
  );
}
