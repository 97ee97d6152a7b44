"use client";

import { useState } from "react";

/** Hands React Aria the nonce for the styles it adds. It stays that of the loaded document, also after a refresh. */
export function CspNonce({ nonce }: { readonly nonce: string }) {
  const [ofDocument] = useState(nonce);
  return <meta property="csp-nonce" content={ofDocument} />;
}
