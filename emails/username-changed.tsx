import {
  type NoticeFacts,
  NoticeFrame,
  type NoticeProps,
  noticeProps,
  previewProps,
} from "./parts/notice-frame";
import { senderInFrom } from "./parts/sender";
import { renderEmail } from "./render-email";

/** For somebody whose username was changed by somebody else: they sign in with it. */
export default function UsernameChanged(props: NoticeProps) {
  const { username, organizationName } = props;
  return (
    <NoticeFrame
      {...props}
      title="Your username was changed"
      says={`The username of your account at ${organizationName} was changed. It is now ${username}. Sign in with it and the password that you already have.`}
      unexpected={`You didn't expect this? Ask an administrator of ${organizationName}.`}
    />
  );
}

UsernameChanged.PreviewProps = previewProps;

/** The email as it is sent. */
export async function usernameChangedEmail(facts: NoticeFacts) {
  const props = noticeProps(facts);
  return {
    subject: `Your username at ${props.organizationName} is now ${props.username}`,
    senderName: senderInFrom(facts),
    ...(await renderEmail(UsernameChanged, props)),
  };
}
