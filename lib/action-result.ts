/** The result of an action that a component calls. */
export type ActionResult<T> = { readonly ok: true; readonly data: T } | ActionFailure;

export type ActionFailure = {
  readonly ok: false;
  readonly kind: string;
  /** For people: what happened and what to do next. */
  readonly message: string;
  /** Error messages by the names of fields. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The log has the cause under this id. */
  readonly errorId?: string;
};

export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** The result of a form's action. Null before the first submission. A failure returns the submitted values. */
export type FormState =
  | { readonly ok: true; readonly message: string; readonly href?: string }
  | (ActionFailure & { readonly values: FormValues })
  | null;
