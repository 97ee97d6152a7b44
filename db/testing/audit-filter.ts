import type { AuditFilter } from "@/db/audit/types";

/** The first page of all events. */
export const ALL_EVENTS: AuditFilter & { after: string | null; before: string | null } = {
  person: null,
  action: null,
  object: null,
  from: null,
  to: null,
  timeZone: "UTC",
  outcome: null,
  search: "",
  after: null,
  before: null,
};
