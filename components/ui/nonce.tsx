"use client";

import { createContext, type ReactNode, useContext, useState } from "react";

const NonceContext = createContext<string | undefined>(undefined);

declare global {
  /** Where the scroll lock of menus and dialogs looks for the nonce of the style sheet that it adds. */
  var __webpack_nonce__: string | undefined;
}

/** Carries the nonce of the page that was loaded; the page keeps it for its whole life, whatever later requests bring. */
export function NonceProvider({
  nonce,
  children,
}: {
  readonly nonce: string | undefined;
  readonly children: ReactNode;
}) {
  const [first] = useState(() => {
    if (typeof window !== "undefined") globalThis.__webpack_nonce__ = nonce;
    return nonce;
  });
  return <NonceContext value={first}>{children}</NonceContext>;
}

/** For the few primitives that add a `<style>` element, which the content security policy allows with a nonce only. */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
