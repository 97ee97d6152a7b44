import {
  type EndingFacts,
  EndingFrame,
  type EndingProps,
  endingProps,
  previewProps,
} from "./parts/membership-end-frame";
import { renderMail } from "./render-email";

/** For whoever invited them, or who may invite in their place. */
export default function UserLeaves(props: EndingProps) {
  const { memberName, organizationName, lastDay } = props;
  return (
    <EndingFrame
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
export async function userLeavesMail(facts: EndingFacts) {
  const props = endingProps(facts);
  return {
    subject: `${props.memberName} is a user of ${props.organizationName} until ${props.lastDay}`,
    ...(await renderMail(UserLeaves, props)),
  };
}
