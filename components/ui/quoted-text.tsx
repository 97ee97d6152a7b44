/** Plain text that a user wrote, with its line breaks. */
export function QuotedText({ children }: { readonly children: string }) {
  return (
    <blockquote className="border-s-3 border-separator ps-4">
      <bdi className="whitespace-pre-line wrap-anywhere">{children}</bdi>
    </blockquote>
  );
}
