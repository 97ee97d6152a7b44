import {
  type NoticeFacts,
  NoticeFrame,
  type NoticeProps,
  noticeProps,
  previewProps,
} from "./parts/notice-frame";
import { senderInFrom } from "./parts/sender";
import { renderEmail } from "./render-email";

/** For somebody whose sessions ended because somebody else disabled the account. */
export default function AccountDisabled(props: NoticeProps) {
  const { username, organizationName } = props;
  return (
    <NoticeFrame
      {...props}
      title="Your account was disabled"
      says={`Your account ${username} at ${organizationName} was disabled. You're signed out everywhere, and you can't sign in until the account is enabled again.`}
      unexpected={`You didn't expect this? Ask an administrator of ${organizationName}.`}
    />
  );
}

AccountDisabled.PreviewProps = previewProps;

/** The email as it is sent. */
export async function accountDisabledEmail(facts: NoticeFacts) {
  const props = noticeProps(facts);
  return {
    subject: `Your account ${props.username} at ${props.organizationName} was disabled`,
    senderName: senderInFrom(facts),
    ...(await renderEmail(AccountDisabled, props)),
  };
}
