import { Badge, type Tone } from "@/components/ui/badge";
import type { BatchState } from "@/db/batches/rows";

export function BatchStateChip({ state }: { readonly state: BatchState }) {
  const { tone, label } = LOOKS[state];
  return <Badge tone={tone}>{label}</Badge>;
}

const LOOKS: Record<BatchState, { tone: Tone; label: string }> = {
  draft: { tone: "default", label: "Preview" },
  running: { tone: "accent", label: "Running" },
  finished: { tone: "success", label: "Finished" },
  stopped: { tone: "danger", label: "Stopped" },
};
