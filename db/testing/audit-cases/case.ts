import type { Scenario } from "@/db/testing/scenario";
import type { AuditAction } from "@/lib/audit-actions";

/** A change, and the audit events that it must record. */
type AuditCase = {
  readonly action: AuditAction;
  /** How many events. The default is one. */
  readonly events?: number;
  /** Prepares the change in a new scenario, and returns the call that makes it. */
  readonly arrange: (scenario: Scenario) => Promise<RunCommand>;
  /** Only for functions that aren't commands: a call that is refused, or the reason why no call is. */
  readonly refused?: ((scenario: Scenario) => Promise<RunCommand>) | string;
};

export type RunCommand = () => Promise<unknown>;

export type AuditCases = Readonly<Record<string, AuditCase>>;
