import pg from "pg";
import { translatorFor } from "@/i18n/translator";
import { type RefusalReason, refusalText } from "@/lib/refusals";

/** Logs are in English. */
const english = translatorFor("en");

/** The errors with which commands and queries refuse a request. `refusalText` turns the reason into a sentence for people. */
export abstract class Refusal extends Error {
  abstract readonly kind: "not-found" | "forbidden" | "invalid" | "conflict" | "limited";
  constructor(readonly reason: RefusalReason) {
    super(refusalText(english, reason));
  }
  override get name(): string {
    return this.constructor.name;
  }
}

export class NotFound extends Refusal {
  readonly kind = "not-found";
  constructor(reason: RefusalReason = { code: "not-found" }) {
    super(reason);
  }
}

export class Forbidden extends Refusal {
  readonly kind = "forbidden";
  constructor(reason: RefusalReason = { code: "not-allowed" }) {
    super(reason);
  }
}

export class Invalid extends Refusal {
  readonly kind = "invalid";
  /**
   * @param fields why each field is refused, by its name
   * @param reason by default, the reason of the first field
   */
  constructor(
    readonly fields: Readonly<Record<string, RefusalReason>>,
    reason: RefusalReason = Object.values(fields)[0] ?? { code: "unreadable-input" },
  ) {
    super(reason);
  }
}

export class Conflict extends Refusal {
  readonly kind = "conflict";
}

export class Limited extends Refusal {
  readonly kind = "limited";
  constructor(
    reason: RefusalReason,
    readonly retryAt: Date,
  ) {
    super(reason);
  }
}

/**
 * Turns the violation of a unique index into an error of the field whose value is taken. Leaving the check to the database
 * means that only one of two concurrent writers gets the name.
 * @returns what `writing` returns
 * @throws Invalid with `reason` at `field`
 */
export async function rejectTaken<Written>(
  index: string,
  field: string,
  reason: RefusalReason,
  writing: Promise<Written>,
): Promise<Written> {
  try {
    return await writing;
  } catch (error) {
    if (violates(error, index)) throw new Invalid({ [field]: reason });
    throw error;
  }
}

/** Whether a statement failed because of this constraint or unique index. */
export function violates(error: unknown, constraint: string): boolean {
  const cause = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.constraint === constraint;
}
