import {
  previewProps,
  type ResponseFacts,
  ResponseFrame,
  type ResponseProps,
  responseProps,
} from "./parts/response-frame";
import { Quote } from "./parts/text";
import { type PlainNote, plainNote } from "./plain-note";
import { renderEmail } from "./render-email";

/** A mail with a reason is drawn apart from one without. */
type DeclinedProps = ResponseProps & { reason?: PlainNote };

/** For an inviter who wants to know. */
export default function Declined({ reason, ...props }: DeclinedProps) {
  const { inviteeName, organizationName } = props;
  return (
    <ResponseFrame
      {...props}
      title="Your invitation was declined"
      says={`${inviteeName} does not want to be a user of ${organizationName}.`}
    >
      {reason && <Quote by={inviteeName}>{reason}</Quote>}
    </ResponseFrame>
  );
}

Declined.PreviewProps = {
  ...previewProps,
  reason: plainNote("I have changed teams.\nAsk Linus instead!"),
} satisfies DeclinedProps;

/** The mail as it is sent. */
export async function declinedEmail({ reason, ...facts }: ResponseFacts & { reason: string | null }) {
  const props: DeclinedProps = { ...responseProps(facts), ...(reason && { reason: plainNote(reason) }) };
  return {
    subject: `${props.inviteeName} declined your invitation into ${props.organizationName}`,
    ...(await renderEmail(Declined, props)),
  };
}
