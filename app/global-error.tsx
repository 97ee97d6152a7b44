"use client";

import { ErrorNotice } from "@/components/ui/error-notice";
import "./globals.css";

type GlobalErrorProps = { readonly error: Error & { digest?: string }; readonly retry: () => void };

/** Shown when the root layout fails. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en" dir="ltr">
      <head>
        <title>Something went wrong · Usher</title>
      </head>
      <body>
        <ErrorNotice id={error.digest} retry={retry} />
      </body>
    </html>
  );
}
