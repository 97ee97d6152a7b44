import {
  type EndingFacts,
  EndingFrame,
  type EndingProps,
  endingProps,
  previewProps,
} from "./parts/membership-end-frame";
import { renderMail } from "./render-email";

/** For the member. */
export default function MembershipEnds(props: EndingProps) {
  const { organizationName, parentName, lastDay } = props;
  return (
    <EndingFrame
      {...props}
      title="Your membership ends"
      says={`You are a user of ${organizationName} until the end of ${lastDay}.`}
      action="My organizations"
      hint={`There is nothing that you must do. Your account stays with ${parentName}. If you need longer, ask an administrator of ${organizationName}.`}
    />
  );
}

MembershipEnds.PreviewProps = {
  ...previewProps,
  recipientName: previewProps.memberName,
  link: "https://usher.example/my-organizations",
} satisfies EndingProps;

/** The mail as it is sent. */
export async function membershipEndsMail(facts: EndingFacts) {
  const props = endingProps(facts);
  return {
    subject: `You are a user of ${props.organizationName} until ${props.lastDay}`,
    ...(await renderMail(MembershipEnds, props)),
  };
}
