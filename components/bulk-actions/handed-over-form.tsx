"use client";

import { BulkInviteForm, type BulkInviteFormProps } from "./bulk-invite-form";
import { useHandedOver } from "./handover";

/** The form of a bulk invite with what was entered in the invite dialog. */
export function HandedOverForm(props: BulkInviteFormProps) {
  const entered = useHandedOver();
  return <BulkInviteForm key={entered ? "filled" : "empty"} {...props} entered={entered ?? props.entered} />;
}
