import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { BulkActionState } from "@/db/bulk-actions/types";

export function BulkActionStateBadge({ state }: { readonly state: BulkActionState }) {
  const t = useTranslations("bulk-actions.states");
  return <Badge tone={TONES[state]}>{t(state)}</Badge>;
}

const TONES: Record<BulkActionState, Tone> = {
  draft: "default",
  running: "accent",
  finished: "success",
  stopped: "danger",
};
