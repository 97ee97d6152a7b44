import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { NavLink } from "@/components/ui/nav-link";
import { PlainPage } from "@/components/ui/plain-page";
import type { RequestContext } from "@/db/request-context";
import { type HelpTopic, helpPath } from "@/lib/help";
import { ConsolePage } from "./console-page";
import { findAccess } from "./page-guard";
import { pathWithin } from "./paths";

export type HelpPageProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

type Props = HelpPageProps & {
  /** Undefined for the list of all topics. */
  readonly topic?: HelpTopic;
  /** @param from where the reader came from; null for a plain page */
  readonly children: (from: string | null) => ReactNode;
};

/** Help in the frame of the console from which its reader came. For all others it is a plain page. */
export async function HelpPage({ topic, searchParams, children }: Props) {
  const t = await getTranslations("help");
  const title = t(topic ? `${topic}.title` : "title");
  const from = pathWithin((await searchParams).from, "/");
  const ctx = await contextOf(from);
  if (!ctx) {
    return (
      <PlainPage title={title} wide>
        {children(null)}
      </PlainPage>
    );
  }
  const list = { label: t("title"), href: helpPath(undefined, from) };
  return (
    <ConsolePage
      ctx={ctx}
      current={null}
      title={title}
      breadcrumbs={topic ? [list, { label: title }] : [{ label: title }]}
      actions={
        <NavLink href={from} className="link">
          {t("back")}
        </NavLink>
      }
    >
      <div className="flex max-w-3xl flex-col gap-5">{children(from)}</div>
    </ConsolePage>
  );
}

/** Null if the path isn't of a console that the reader can use. */
async function contextOf(path: string): Promise<RequestContext | null> {
  const [, root, orgId] = /^\/t\/([^/?]+)\/o\/([^/?]+)/.exec(path) ?? [];
  if (!root || !orgId) return null;
  const access = await findAccess(root, orgId);
  return access.state === "open" ? access.ctx : null;
}
