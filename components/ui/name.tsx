/** Text that people chose, isolated so that its direction doesn't change the text around it. */
export function Name({
  children,
  className = "",
}: {
  readonly children: string;
  readonly className?: string;
}) {
  return <bdi className={`wrap-anywhere ${className}`}>{children}</bdi>;
}
