/** The errors by which commands and queries refuse. Each message is a sentence for the user. */
export abstract class Refusal extends Error {
  abstract readonly kind: "not-found" | "forbidden" | "invalid" | "conflict" | "limited";
  override get name(): string {
    return this.constructor.name;
  }
}

export class NotFound extends Refusal {
  readonly kind = "not-found";
  constructor(message = "There is no such thing here, or it is gone.") {
    super(message);
  }
}

export class Forbidden extends Refusal {
  readonly kind = "forbidden";
  constructor(message = "You may not do this here. Ask an administrator of this organization.") {
    super(message);
  }
}

export class Invalid extends Refusal {
  readonly kind = "invalid";
  constructor(
    message: string,
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export class Conflict extends Refusal {
  readonly kind = "conflict";
}

export class Limited extends Refusal {
  readonly kind = "limited";
  constructor(
    message: string,
    readonly retryAt: Date,
  ) {
    super(message);
  }
}
