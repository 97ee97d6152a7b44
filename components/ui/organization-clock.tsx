"use client";

import { createContext, type ReactNode, use } from "react";

type OrganizationClock = {
  /** The organization's time zone, in which the days of its memberships end. */
  readonly timeZone: string;
  /** "Pacific Time". */
  readonly zoneName: string;
  /** The day that it is there: "2026-12-03". */
  readonly today: string;
};

const Clock = createContext<OrganizationClock>({ timeZone: "UTC", zoneName: "UTC", today: "" });

type OrganizationClockProviderProps = { readonly clock: OrganizationClock; readonly children: ReactNode };

export function OrganizationClockProvider({ clock, children }: OrganizationClockProviderProps) {
  return <Clock value={clock}>{children}</Clock>;
}

/** The clock of the organization of this console page. The server's, so that forms agree with the rule that it checks. */
export function useOrganizationClock(): OrganizationClock {
  return use(Clock);
}
