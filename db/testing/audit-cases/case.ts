import type { Scenario } from "@/db/testing/scenario";
import type { AuditAction } from "@/lib/audit-actions";

/** Something that the model can do, and what the audit tells of it. */
type Deed = {
  readonly tells: AuditAction;
  /** So many rows tell of it; one where nothing is said. */
  readonly rows?: number;
  /** Arranges it in a scenario of its own, and returns the deed itself. */
  readonly deed: (scenario: Scenario) => Promise<RunCommand>;
  /** Of what is no verb, and so not refused by the permission alone: how it is refused, or why it never is. */
  readonly refused?: ((scenario: Scenario) => Promise<RunCommand>) | string;
};

export type RunCommand = () => Promise<unknown>;

export type AuditCases = Readonly<Record<string, Deed>>;
