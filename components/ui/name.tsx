/** Text that people chose, isolated so that its direction doesn't change the text around it. Never translated. */
export function Name({
  children,
  className = "",
}: {
  readonly children: string;
  readonly className?: string;
}) {
  return (
    <bdi translate="no" className={`wrap-anywhere ${className}`}>
      {children}
    </bdi>
  );
}
