import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { richText } from "@/components/ui/rich-text";
import { HELP_TOPICS, type HelpTopic, helpPath } from "@/lib/help";
import type { HelpProps } from "./help-index";

type HelpArticleProps = HelpProps & { readonly topic: HelpTopic; readonly children: ReactNode };

/** An article, with links to the others at the end. */
export function HelpArticle({ topic, from, children }: HelpArticleProps) {
  const t = useTranslations("help");
  return (
    <>
      <div className="flex max-w-prose flex-col gap-4 text-base leading-7">
        <p>{t(`${topic}.answer`)}</p>
        {children}
      </div>
      <nav aria-label={t("title")} className="mt-4 max-w-prose border-t border-border pt-5">
        <ul className="flex flex-col items-start gap-2 text-base">
          {HELP_TOPICS.filter((other) => other !== topic).map((other) => (
            <li key={other}>
              <a href={helpPath(other, from)} className="link">
                {t(`${other}.title`)}
              </a>
            </li>
          ))}
          <li>
            <a href={helpPath(undefined, from)} className="link">
              {t("all")}
            </a>
          </li>
        </ul>
      </nav>
    </>
  );
}

type HelpListProps = {
  readonly title: string;
  /** Steps to take one after the other. */
  readonly ordered?: boolean;
  /** Sentences by a key. */
  readonly items: Readonly<Record<string, ReactNode>>;
};

/** A part of an article. */
export function HelpList({ title, ordered = false, items }: HelpListProps) {
  const List = ordered ? "ol" : "ul";
  return (
    <section className="flex flex-col gap-2">
      <h2 className="mt-2 text-lg font-semibold">{title}</h2>
      <List className={`flex flex-col gap-1.5 ps-6 ${ordered ? "list-decimal" : "list-disc"}`}>
        {Object.entries(items).map(([key, item]) => (
          <li key={key}>{item}</li>
        ))}
      </List>
    </section>
  );
}

/** The tags of its texts, for `t.rich`. Words and labels stand out more than in the rest of the app. */
export const helpText = {
  ...richText,
  b: (text: ReactNode) => <strong className="font-semibold">{text}</strong>,
};
