import { notFound, redirect } from "next/navigation";
import { getDb } from "@/app/_server/database";
import { consolePath } from "@/app/_server/paths";
import { findRoot } from "@/db/organizations/find";

/** Redirects from a handle to its root organization. */
export default async function RootPage({ params }: { params: Promise<{ root: string }> }) {
  const { root } = await params;
  const organization = await findRoot(getDb(), root);
  if (!organization) notFound();
  redirect(consolePath({ root, orgId: organization.id }));
}
