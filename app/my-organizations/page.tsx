import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signOutAction } from "@/app/_server/account-actions";
import { getDb } from "@/app/_server/database";
import { readListParams, type SearchParams } from "@/app/_server/list-params";
import { ACCOUNT, consolePath, MY_ORGANIZATIONS } from "@/app/_server/paths";
import { readSession } from "@/app/_server/session";
import { MyOrganizations } from "@/components/my-organizations/my-organizations";
import { getMyOrganizations } from "@/db/organizations/my-organizations";
import { leaveOrganizationAction } from "./actions";

export const metadata: Metadata = { title: "My organizations" };

type MyOrganizationsPageProps = { searchParams: SearchParams };

export default async function MyOrganizationsPage({ searchParams }: MyOrganizationsPageProps) {
  const session = await readSession();
  const { input, address } = await readListParams(MY_ORGANIZATIONS, searchParams, ["name"]);
  const { at: askedFor = null } = address.params;
  const memberships = session && (await getMyOrganizations({ db: getDb(), session, input, askedFor }));
  if (!memberships) redirect("/");
  return (
    <MyOrganizations
      memberships={memberships}
      address={{ ...address, params: { ...address.params, at: undefined } }}
      narrowed={input.search !== ""}
      hrefOf={({ id, handle }) => consolePath({ root: handle, orgId: id })}
      leave={leaveOrganizationAction}
      accountHref={ACCOUNT}
      signOut={signOutAction.bind(null, "/")}
    />
  );
}
