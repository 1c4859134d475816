"use client";

import "./globals.css";

/** The last resort, when even the frame of the page failed: nothing here may fail too. */
export default function GlobalError({ retry }: { readonly retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="grid min-h-dvh place-items-center p-6">
          <div className="max-w-sm">
            <h1 className="text-xl font-semibold">Wakeline could not be shown</h1>
            <p className="mt-2 text-sm text-muted">
              The server may be starting, or its database may be away. Its log says more.
            </p>
            <button
              type="button"
              onClick={retry}
              className="mt-6 h-8 rounded-md bg-accent px-3 text-sm font-medium text-on-accent"
            >
              Try again
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
