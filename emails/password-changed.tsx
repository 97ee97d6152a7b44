import {
  type NoticeFacts,
  NoticeFrame,
  type NoticeProps,
  noticeProps,
  previewProps,
} from "./parts/notice-frame";
import { senderInFrom } from "./parts/sender";
import { renderEmail } from "./render-email";

type PasswordChangedProps = NoticeProps & { done: "changed" | "set" };

/** For somebody whose password was changed on the account page, or set by a link. */
export default function PasswordChanged(props: PasswordChangedProps) {
  const { username, organizationName, done } = props;
  return (
    <NoticeFrame
      {...props}
      title={`Your password was ${done}`}
      says={`The password of your account ${username} at ${organizationName} was ${done}. All other sessions of the account have ended.`}
      unexpected={`You didn't do this? Set a new password: choose “Forgot password?” on the sign-in page of ${organizationName}. Then tell an administrator there.`}
    />
  );
}

PasswordChanged.PreviewProps = {
  ...previewProps,
  by: "Someone who was signed in to the account",
  done: "changed",
} satisfies PasswordChangedProps;

/** The email as it is sent after a change on the account page. */
export async function passwordChangedEmail(facts: NoticeFacts) {
  return await mailOf(facts, { ...noticeProps(facts), done: "changed" });
}

/** The email as it is sent after a link was used: the first one of an account, or one for a forgotten password. */
export async function passwordSetEmail(facts: NoticeFacts) {
  const byLink = "Someone with the link that was emailed to this address";
  return await mailOf(facts, { ...noticeProps(facts, byLink), done: "set" });
}

async function mailOf(facts: NoticeFacts, props: PasswordChangedProps) {
  return {
    subject: `The password of your account ${props.username} was ${props.done}`,
    senderName: senderInFrom(facts),
    ...(await renderEmail(PasswordChanged, props)),
  };
}
