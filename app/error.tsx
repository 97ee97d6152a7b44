"use client";

import { MaintenanceNotice } from "@/components/maintenance/maintenance-notice";
import { ErrorNotice } from "@/components/ui/error-notice";
import { UNAVAILABLE } from "@/db/unavailable";

type ErrorPageProps = { readonly error: Error & { digest?: string }; readonly retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  if (error.digest === UNAVAILABLE) return <MaintenanceNotice retry={retry} />;
  return <ErrorNotice id={error.digest} retry={retry} />;
}
