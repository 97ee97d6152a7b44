import {
  type MembershipEndFacts,
  MembershipEndFrame,
  type MembershipEndProps,
  membershipEndProps,
  previewProps,
} from "./parts/membership-end-frame";
import { renderEmail } from "./render-email";

/** For whoever invited them, or who may invite in their place. */
export default function UserLeaves(props: MembershipEndProps) {
  const { memberName, organizationName, lastDay } = props;
  return (
    <MembershipEndFrame
      {...props}
      title="A membership ends"
      says={`${memberName}, who came by invitation, is a user of ${organizationName} until the end of ${lastDay}.`}
      action="Open the user"
      hint="There the last day can be changed or removed. If you do nothing, the membership ends by itself."
    />
  );
}

UserLeaves.PreviewProps = previewProps;

/** The mail as it is sent. */
export async function userLeavesEmail(facts: MembershipEndFacts) {
  const props = membershipEndProps(facts);
  return {
    subject: `${props.memberName} is a user of ${props.organizationName} until ${props.lastDay}`,
    ...(await renderEmail(UserLeaves, props)),
  };
}
