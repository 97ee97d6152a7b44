import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { setResponseEmailsAction, signOutAction } from "@/app/_server/account-actions";
import { getDb } from "@/app/_server/database";
import { ACCOUNT, consolePath, forgotPasswordPath, MY_ORGANIZATIONS } from "@/app/_server/paths";
import { readPreferences } from "@/app/_server/preferences";
import { readSession } from "@/app/_server/session";
import { AccountPage } from "@/components/account/account-page";
import { ActiveSessions } from "@/components/account/active-sessions";
import { ClientMessages } from "@/components/ui/client-messages";
import { listActiveSessions } from "@/db/sessions/list";
import { findMe } from "@/db/users/find-me";
import {
  changePasswordAction,
  endSessionAction,
  setPreferencesAction,
  signOutEverywhereAction,
} from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("pageTitle") };
}

export default async function OwnAccountPage() {
  const session = await readSession();
  const me = session && (await findMe({ db: getDb(), session }));
  if (!me) redirect("/");
  const home = { root: me.managedBy.handle, orgId: me.managedBy.id };
  const signedOut = consolePath(home, "/sign-in");
  return (
    <ClientMessages namespaces={["account"]}>
      <AccountPage
        me={me}
        changePassword={changePasswordAction.bind(null, session.userId)}
        language={(await readPreferences())?.locale ?? null}
        setPreferences={setPreferencesAction.bind(null, session.userId)}
        setResponseEmails={setResponseEmailsAction.bind(null, session.userId)}
        forgotPasswordHref={forgotPasswordPath(home)}
        accountHref={ACCOUNT}
        myOrganizationsHref={MY_ORGANIZATIONS}
        signOut={signOutAction.bind(null, signedOut)}
      >
        <ActiveSessions
          {...(await listActiveSessions({ db: getDb(), session }))}
          endOf={({ id }) => endSessionAction.bind(null, session.userId, id, signedOut)}
          signOutEverywhere={signOutEverywhereAction.bind(null, session.userId, signedOut)}
        />
      </AccountPage>
    </ClientMessages>
  );
}
