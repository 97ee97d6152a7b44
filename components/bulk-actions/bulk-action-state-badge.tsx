import { Badge, type Tone } from "@/components/ui/badge";
import type { BulkActionState } from "@/db/bulk-actions/types";

export function BulkActionStateBadge({ state }: { readonly state: BulkActionState }) {
  const { tone, label } = STATES[state];
  return <Badge tone={tone}>{label}</Badge>;
}

const STATES: Record<BulkActionState, { tone: Tone; label: string }> = {
  draft: { tone: "default", label: "Preview" },
  running: { tone: "accent", label: "Running" },
  finished: { tone: "success", label: "Finished" },
  stopped: { tone: "danger", label: "Stopped" },
};
