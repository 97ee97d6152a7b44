import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signOutAction } from "@/app/_server/account-actions";
import { getDb } from "@/app/_server/database";
import { ACCOUNT, consolePath } from "@/app/_server/paths";
import { readSession } from "@/app/_server/session";
import { MyOrganizations } from "@/components/my-organizations/my-organizations";
import { findMyPlace } from "@/db/organizations/mine";
import { leaveOrganizationAction } from "./actions";

export const metadata: Metadata = { title: "My organizations" };

type MyOrganizationsPageProps = { searchParams: Promise<{ at?: string | string[] }> };

export default async function MyOrganizationsPage({ searchParams }: MyOrganizationsPageProps) {
  const session = await readSession();
  const place = session && (await findMyPlace({ db: getDb(), session }));
  if (!place) redirect("/");
  const { at } = await searchParams;
  return (
    <MyOrganizations
      place={place}
      cameFor={place.organizations.find(({ id }) => id === at)?.name ?? null}
      hrefOf={({ id, handle }) => consolePath({ root: handle, orgId: id })}
      leave={leaveOrganizationAction}
      accountHref={ACCOUNT}
      signOut={signOutAction.bind(null, "/")}
    />
  );
}
