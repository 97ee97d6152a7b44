import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatDetails } from "@/components/audit/details";
import { cx } from "@/components/ui/cx";
import { Details } from "@/components/ui/details";
import { ListLink } from "@/components/ui/list-link";
import { type ListAddress, listHref } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { richText } from "@/components/ui/rich-text";
import { Time } from "@/components/ui/time";
import { useReader } from "@/components/ui/use-times";
import type { AuditRow } from "@/db/audit/types";
import { MAX_NAMES_IN_EVENT } from "@/lib/cut-list";
import { formatPrecisely } from "@/lib/dates";
import { dayAt } from "@/lib/days";
import { actionText, isOfUnknownUsers } from "./event-text";

type EventDetailsProps = {
  readonly row: AuditRow;
  readonly address: ListAddress;
  /** Null if there is no invitation to open. */
  readonly invitationHref: string | null;
};

/** Opens to show the changes and everything else that is recorded of an event. */
export function EventDetails({ row, address, invitationHref }: EventDetailsProps) {
  const t = useTranslations();
  const reader = useReader();
  const { changes, facts } = formatDetails(t, reader.locale, row.details, MAX_NAMES_IN_EVENT);
  return (
    <Details
      label={t("audit.details.label")}
      className={cx(
        "text-muted @2xl:absolute @2xl:end-0 @2xl:top-0",
        "@max-[40rem]:absolute @max-[40rem]:end-card @max-[40rem]:-top-2 @max-[40rem]:h-11 @max-[40rem]:pt-2",
      )}
    >
      <dl className="mt-2 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
        {changes.map(({ name, from, to }) => (
          <Term key={name} term={name}>
            {t.rich("audit.details.change", {
              ...richText,
              old: () => <Value className="text-muted line-through">{from}</Value>,
              new: () => <Value className="font-medium">{to}</Value>,
            })}
          </Term>
        ))}
        {facts.map(({ term, text }) => (
          <Term key={term} term={term}>
            <Name>{text}</Name>
          </Term>
        ))}
        {isOfUnknownUsers(row) && (
          <Term term={t("audit.details.terms.username")}>{t("audit.details.unrecorded")}</Term>
        )}
        {row.address && (
          <Term term={t("audit.details.address")}>
            <Name>{row.address}</Name>
          </Term>
        )}
        <Term term={t("audit.details.time")}>
          <Time date={row.at}>{formatPrecisely(row.at, reader)}</Time>
        </Term>
        <Term term={t("audit.details.number")}>{row.id}</Term>
        {row.requestId && (
          <Term term={t("audit.details.request")}>
            <Name>{row.requestId}</Name>
          </Term>
        )}
        <Term term={t("audit.details.show")}>
          <RelatedLinks row={row} address={address} invitationHref={invitationHref} />
        </Term>
      </dl>
    </Details>
  );
}

function RelatedLinks({ row, address, invitationHref }: EventDetailsProps) {
  const t = useTranslations();
  const day = dayAt(row.at, useReader().timeZone);
  return (
    <span className="flex flex-wrap gap-x-4">
      {invitationHref && (
        <NavLink href={invitationHref} className="link">
          {t("audit.details.invitation")}
        </NavLink>
      )}
      {row.actorName && (
        <ListLink href={listHref(address, { person: row.actorName })} className="link">
          {t("audit.details.samePerson")}
        </ListLink>
      )}
      {row.subjectId && (
        <ListLink href={listHref(address, { object: row.subjectId })} className="link">
          {t("audit.details.sameTarget")}
        </ListLink>
      )}
      {actionText(t, row.action) && (
        <ListLink href={listHref(address, { action: row.action })} className="link">
          {t("audit.details.sameAction")}
        </ListLink>
      )}
      <ListLink href={listHref(address, { from: day, to: day })} className="link">
        {t("audit.details.sameDay")}
      </ListLink>
    </span>
  );
}

function Term({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">
        <bdi>{term}</bdi>
      </dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Value({ className, children }: { readonly className: string; readonly children: string }) {
  const t = useTranslations();
  return children === "" ? (
    <span className="text-muted">{t("audit.details.nothing")}</span>
  ) : (
    <Name className={className}>{children}</Name>
  );
}
