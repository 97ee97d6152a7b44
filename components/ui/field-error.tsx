type FieldErrorProps = { readonly id: string; readonly error: string | undefined };

/** What is wrong with a field, a line for each thing, under the id `<id>-error` for the field to name. */
export function FieldError({ id, error }: FieldErrorProps) {
  if (!error) return null;
  return (
    <p id={`${id}-error`} className="text-sm whitespace-pre-line text-danger-soft-foreground">
      <bdi>{error}</bdi>
    </p>
  );
}
