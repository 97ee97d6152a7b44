import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { setResponseEmailsAction, signOutAction } from "@/app/_server/account-actions";
import { getDb } from "@/app/_server/database";
import { consolePath, forgotPasswordPath, MY_ORGANIZATIONS } from "@/app/_server/paths";
import { readSession } from "@/app/_server/session";
import { AccountPage } from "@/components/account/account-page";
import { ActiveSessions } from "@/components/account/active-sessions";
import { listActiveSessions } from "@/db/sessions/list";
import { findMe } from "@/db/users/find-me";
import { changePasswordAction, endSessionAction, signOutEverywhereAction } from "./actions";

export const metadata: Metadata = { title: "Account" };

export default async function OwnAccountPage() {
  const session = await readSession();
  const me = session && (await findMe({ db: getDb(), session }));
  if (!me) redirect("/");
  const home = { root: me.managedBy.handle, orgId: me.managedBy.id };
  const signedOut = consolePath(home, "/sign-in");
  return (
    <AccountPage
      me={me}
      changePassword={changePasswordAction}
      setResponseEmails={setResponseEmailsAction}
      forgotPasswordHref={forgotPasswordPath(home)}
      myOrganizationsHref={MY_ORGANIZATIONS}
      signOut={signOutAction.bind(null, signedOut)}
    >
      <ActiveSessions
        {...(await listActiveSessions({ db: getDb(), session }))}
        endOf={({ id }) => endSessionAction.bind(null, id, signedOut)}
        signOutEverywhere={signOutEverywhereAction.bind(null, signedOut)}
      />
    </AccountPage>
  );
}
