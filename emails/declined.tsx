import {
  type AnswerFacts,
  AnswerFrame,
  type AnswerProps,
  answerProps,
  previewProps,
} from "./parts/response-frame";
import { Quote } from "./parts/text";
import { type PlainNote, plainNote } from "./plain-note";
import { renderMail } from "./render-email";

/** A mail with a reason is drawn apart from one without. */
type DeclinedProps = AnswerProps & { reason?: PlainNote };

/** For an inviter who wants to know. */
export default function Declined({ reason, ...props }: DeclinedProps) {
  const { inviteeName, organizationName } = props;
  return (
    <AnswerFrame
      {...props}
      title="Your invitation was declined"
      says={`${inviteeName} does not want to be a user of ${organizationName}.`}
    >
      {reason && <Quote by={inviteeName}>{reason}</Quote>}
    </AnswerFrame>
  );
}

Declined.PreviewProps = {
  ...previewProps,
  reason: plainNote("I have changed teams.\nAsk Linus instead!"),
} satisfies DeclinedProps;

/** The mail as it is sent. */
export async function declinedMail({ reason, ...facts }: AnswerFacts & { reason: string | null }) {
  const props: DeclinedProps = { ...answerProps(facts), ...(reason && { reason: plainNote(reason) }) };
  return {
    subject: `${props.inviteeName} declined your invitation into ${props.organizationName}`,
    ...(await renderMail(Declined, props)),
  };
}
