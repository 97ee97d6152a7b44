type FieldErrorProps = {
  readonly id: string;
  readonly error: string | undefined;
  readonly announce?: boolean;
};

/** The errors of a field, one per line. The field refers to them by `<id>-error`. */
export function FieldError({ id, error, announce = false }: FieldErrorProps) {
  if (!error) return null;
  return (
    <p
      id={`${id}-error`}
      role={announce ? "alert" : undefined}
      className="text-sm whitespace-pre-line text-danger-soft-foreground"
    >
      <bdi>{error}</bdi>
    </p>
  );
}
