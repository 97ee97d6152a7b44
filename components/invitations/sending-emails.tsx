"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { RefreshWhileRunning } from "@/components/ui/refresh-while-running";
import { announce } from "@/components/ui/status-message";
import type { InvitationRow } from "@/db/invitations/types";
import { sendingResult } from "./sending-result";

type SendingEmailsProps = {
  readonly rows: readonly Pick<InvitationRow, "id" | "name" | "status" | "delivery">[];
  /** This page, to refresh it without JavaScript. */
  readonly href: string;
};

/** Refreshes the page while emails of its invitations are being sent, and announces the results. */
export function SendingEmails({ rows, href }: SendingEmailsProps) {
  const t = useTranslations("invitations.sent");
  const before = useRef<ReadonlySet<string>>(new Set());
  const isSending = rows.filter(
    ({ status, delivery }) => status === "pending" && delivery.state === "waiting",
  );
  useEffect(() => {
    const message = sendingResult(
      t,
      rows.filter(({ id }) => before.current.has(id)),
    );
    if (message) announce(message);
    before.current = new Set(rows.filter(({ delivery }) => delivery.state === "waiting").map(({ id }) => id));
  }, [t, rows]);
  return isSending.length > 0 && <RefreshWhileRunning href={href} slowsDown />;
}
