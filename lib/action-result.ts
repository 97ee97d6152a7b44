/** What an action answers to the screen that called it. */
export type ActionResult<T> = { readonly ok: true; readonly data: T } | ActionFailure;

export type ActionFailure = {
  readonly ok: false;
  readonly kind: string;
  /** A sentence on which a person can act. */
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** Under this id the whole cause is in the log. */
  readonly errorId?: string;
};

export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** What a form's action answers; null before it was sent. With a failure, what was entered comes back. */
export type FormState =
  | { readonly ok: true; readonly said: string; readonly href?: string }
  | (ActionFailure & { readonly values: FormValues })
  | null;
