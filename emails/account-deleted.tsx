import {
  type NoticeFacts,
  NoticeFrame,
  type NoticeProps,
  noticeProps,
  previewProps,
} from "./parts/notice-frame";
import { senderInFrom } from "./parts/sender";
import { renderEmail } from "./render-email";

/** For somebody whose sessions ended because somebody else deleted the account. */
export default function AccountDeleted(props: NoticeProps) {
  const { username, organizationName } = props;
  return (
    <NoticeFrame
      {...props}
      title="Your account was deleted"
      says={`Your account ${username} at ${organizationName} was deleted. You're signed out everywhere, and you can't sign in again.`}
      unexpected={`You didn't expect this? Ask the administrator who is named above.`}
    />
  );
}

AccountDeleted.PreviewProps = previewProps;

/** The email as it is sent. */
export async function accountDeletedEmail(facts: NoticeFacts) {
  const props = noticeProps(facts);
  return {
    subject: `Your account ${props.username} at ${props.organizationName} was deleted`,
    senderName: senderInFrom(facts),
    ...(await renderEmail(AccountDeleted, props)),
  };
}
