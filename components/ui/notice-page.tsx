import type { ReactNode } from "react";
import { PlainPage } from "./plain-page";

type NoticePageProps = {
  readonly title: string;
  /** What is so, and what to do next. */
  readonly children: ReactNode;
  /** The ways on: links and forms. */
  readonly ways?: ReactNode;
};

/** Says one thing calmly, and leads on. */
export function NoticePage({ title, children, ways }: NoticePageProps) {
  return (
    <PlainPage title={title}>
      <div className="flex flex-col gap-3 text-base leading-7 text-muted">{children}</div>
      {ways && <div className="flex flex-wrap gap-2">{ways}</div>}
    </PlainPage>
  );
}
