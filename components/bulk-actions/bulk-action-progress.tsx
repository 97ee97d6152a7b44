import { RefreshWhileRunning } from "@/components/ui/refresh-while-running";

type BulkActionProgressProps = { readonly done: number; readonly size: number; readonly href: string };

/** A progress bar that refreshes the page while it is shown. */
export function BulkActionProgress({ done, size, href }: BulkActionProgressProps) {
  return (
    <div className="flex flex-col gap-2">
      <progress
        aria-label="Progress"
        value={done}
        max={size}
        className="h-2.5 w-full appearance-none overflow-hidden rounded-full bg-default accent-accent [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-default [&::-webkit-progress-value]:bg-accent"
      />
      <p className="text-muted">This continues in the background. You can close this page and come back.</p>
      <RefreshWhileRunning href={href} />
    </div>
  );
}
