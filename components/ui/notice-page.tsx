import type { ReactNode } from "react";
import { PlainPage } from "./plain-page";

type NoticePageProps = {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons and links to go on with. */
  readonly actions?: ReactNode;
};

/** A page that says one thing and what to do next. */
export function NoticePage({ title, children, actions }: NoticePageProps) {
  return (
    <PlainPage title={title}>
      <div className="flex flex-col gap-3 text-base leading-7 text-muted">{children}</div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </PlainPage>
  );
}
