import {
  type MembershipEndFacts,
  MembershipEndFrame,
  type MembershipEndProps,
  membershipEndProps,
  previewProps,
} from "./parts/membership-end-frame";
import { renderEmail } from "./render-email";

/** For the member. */
export default function MembershipEnds(props: MembershipEndProps) {
  const { organizationName, parentName, lastDay } = props;
  return (
    <MembershipEndFrame
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
} satisfies MembershipEndProps;

/** The mail as it is sent. */
export async function membershipEndsEmail(facts: MembershipEndFacts) {
  const props = membershipEndProps(facts);
  return {
    subject: `You are a user of ${props.organizationName} until ${props.lastDay}`,
    ...(await renderEmail(MembershipEnds, props)),
  };
}
