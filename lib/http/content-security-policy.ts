/** The policy of a page: scripts and style sheets only with this request's nonce, nothing from elsewhere, in no frame. */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const policy: Record<string, string> = {
    "default-src": "'self'",
    // React explains errors with eval while developing, and only then.
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src": development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    // Widths of bars and places of popovers are style attributes in server-rendered markup. They reach no other host and run nothing.
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
