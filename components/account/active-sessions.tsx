import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { FormAction } from "@/components/ui/form-state";
import { Name } from "@/components/ui/name";
import { richText, timeTag } from "@/components/ui/rich-text";
import type { ActiveSession } from "@/db/sessions/list";
import { isolated } from "@/lib/text";
import { browserName } from "./browser-name";
import { EndSession } from "./end-session";
import { SignOutEverywhere } from "./sign-out-everywhere";

type ActiveSessionsProps = {
  readonly sessions: readonly ActiveSession[];
  /** More than `sessions` if there are very many. */
  readonly total: number;
  readonly endOf: (session: ActiveSession) => FormAction;
  readonly signOutEverywhere: FormAction;
};

/** The sessions of an account, each with a button that ends it. */
export function ActiveSessions({ sessions, total, endOf, signOutEverywhere }: ActiveSessionsProps) {
  const t = useTranslations("account.sessions");
  const more = total - sessions.length;
  return (
    <section aria-labelledby="active-sessions" className="flex flex-col gap-3">
      <div className="mt-4">
        <h2 id="active-sessions" className="text-lg font-semibold">
          {t("title")}
        </h2>
        <p className="text-muted">{t("intro", { count: total })}</p>
      </div>
      <ul className="card divide-y divide-separator">
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} end={endOf(session)} />
        ))}
      </ul>
      {more > 0 && <p className="text-muted">{t("andOlder", { count: more })}</p>}
      <div className="flex flex-wrap">
        <SignOutEverywhere action={signOutEverywhere} />
      </div>
    </section>
  );
}

function SessionItem({ session, end }: { readonly session: ActiveSession; readonly end: FormAction }) {
  const { userAgent, address, since, lastSeenAt, current } = session;
  const place = { ...richText, address, since: timeTag(since) };
  const t = useTranslations("account.sessions");
  const browser = browserName(useTranslations("account.browser"), userAgent);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-card py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2">
          <Name className="font-medium">{browser}</Name>
          {current && <Badge tone="success">{t("current")}</Badge>}
        </p>
        <p className="text-muted">
          {current ? t.rich("openHere", place) : t.rich("open", { ...place, lastSeen: timeTag(lastSeenAt) })}
        </p>
      </div>
      <EndSession
        accessibleName={t("signOutNamed", { browser: isolated(browser), address: isolated(address) })}
        action={end}
      />
    </li>
  );
}
