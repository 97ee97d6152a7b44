import {
  type AnswerFacts,
  AnswerFrame,
  type AnswerProps,
  answerProps,
  previewProps,
} from "./parts/response-frame";
import { renderMail } from "./render-email";

/** For an inviter who wants to know. */
export default function Accepted(props: AnswerProps) {
  const { inviteeName, organizationName } = props;
  return (
    <AnswerFrame
      {...props}
      title="Your invitation was accepted"
      says={`${inviteeName} is now a user of ${organizationName}.`}
    />
  );
}

Accepted.PreviewProps = previewProps;

/** The mail as it is sent. */
export async function acceptedMail(facts: AnswerFacts) {
  const props = answerProps(facts);
  return {
    subject: `${props.inviteeName} accepted your invitation into ${props.organizationName}`,
    ...(await renderMail(Accepted, props)),
  };
}
