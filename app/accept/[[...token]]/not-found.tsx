import { UnknownInvitation } from "@/components/accept/unknown-invitation";

export default function InvitationNotFound() {
  return <UnknownInvitation />;
}
