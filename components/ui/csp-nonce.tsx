"use client";

import { useState } from "react";

/** Gives React Aria the nonce for its styles. A refresh brings a new nonce, but the document keeps its first one. */
export function CspNonce({ nonce }: { readonly nonce: string }) {
  const [documentNonce] = useState(nonce);
  return <meta property="csp-nonce" content={documentNonce} />;
}
