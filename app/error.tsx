"use client";

import { MaintenanceNotice } from "@/components/maintenance/maintenance-notice";
import { ErrorNotice } from "@/components/ui/error-notice";
import { isFromOldBuild } from "@/components/update/reload";
import { UpdatedNotice } from "@/components/update/updated-notice";
import { UNAVAILABLE } from "@/db/connection/unavailable";

type ErrorPageProps = { readonly error: Error & { digest?: string }; readonly retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  if (error.digest === UNAVAILABLE) return <MaintenanceNotice retry={retry} />;
  if (isFromOldBuild(error)) return <UpdatedNotice />;
  return <ErrorNotice id={error.digest} retry={retry} />;
}
