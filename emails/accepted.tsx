import {
  previewProps,
  type ResponseFacts,
  ResponseFrame,
  type ResponseProps,
  responseProps,
} from "./parts/response-frame";
import { renderEmail } from "./render-email";

/** For an inviter who wants to know. */
export default function Accepted(props: ResponseProps) {
  const { inviteeName, organizationName } = props;
  return (
    <ResponseFrame
      {...props}
      title="Your invitation was accepted"
      says={`${inviteeName} is now a user of ${organizationName}.`}
    />
  );
}

Accepted.PreviewProps = previewProps;

/** The mail as it is sent. */
export async function acceptedEmail(facts: ResponseFacts) {
  const props = responseProps(facts);
  return {
    subject: `${props.inviteeName} accepted your invitation into ${props.organizationName}`,
    ...(await renderEmail(Accepted, props)),
  };
}
