"use client";

import { ErrorNotice } from "@/components/error-notice";

type ErrorPageProps = { readonly error: Error & { digest?: string }; readonly retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return <ErrorNotice id={error.digest} retry={retry} />;
}
