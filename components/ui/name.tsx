/** A name that people chose: any script, any direction, kept from disturbing the sentence around it. */
export function Name({
  children,
  className = "",
}: {
  readonly children: string;
  readonly className?: string;
}) {
  return <bdi className={`wrap-anywhere ${className}`}>{children}</bdi>;
}
