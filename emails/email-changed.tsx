import {
  type NoticeFacts,
  NoticeFrame,
  type NoticeProps,
  noticeProps,
  previewProps,
} from "./parts/notice-frame";
import { senderInFrom } from "./parts/sender";
import { renderEmail } from "./render-email";

/** For the address that an account had until now. Where emails go instead is not for this one to know. */
export default function EmailChanged(props: NoticeProps) {
  const { username, organizationName } = props;
  return (
    <NoticeFrame
      {...props}
      title="Your email address was changed"
      says={`The email address of your account ${username} at ${organizationName} was changed. Emails about the account no longer come to this address.`}
      unexpected={`You didn't expect this? Tell an administrator of ${organizationName} immediately: links to set a new password no longer come to you.`}
    />
  );
}

EmailChanged.PreviewProps = previewProps;

/** The email as it is sent. */
export async function emailChangedEmail(facts: NoticeFacts) {
  const props = noticeProps(facts);
  return {
    subject: `The email address of your account ${props.username} was changed`,
    senderName: senderInFrom(facts),
    ...(await renderEmail(EmailChanged, props)),
  };
}
