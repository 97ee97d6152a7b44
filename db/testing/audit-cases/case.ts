import type { Command } from "@/db/command";
import type { Scenario } from "@/db/testing/scenario";
import type { AuditAction } from "@/lib/audit-actions";

/** A change, and the audit events that it must record. */
type Change = {
  readonly action: AuditAction;
  /** How many events. The default is one. */
  readonly events?: number;
  /** Prepares the change in a new scenario. @returns a function that makes it */
  readonly arrange: (scenario: Scenario) => Promise<RunCommand>;
};

/** A command, which needs a permission. */
type AnyCommand = Command<never, unknown>;
type CommandCase = Change & { readonly command: AnyCommand };

/** Any other function that writes, with a call that is refused, or the reason why none can be. */
type OtherCase = Change & { readonly refused: ((scenario: Scenario) => Promise<RunCommand>) | string };

type AuditCase = CommandCase | OtherCase;

export type RunCommand = () => Promise<unknown>;

export type AuditCases = Readonly<Record<string, AuditCase>>;
