"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { NonceProvider } from "@/components/ui/nonce";
import { Toaster } from "@/components/ui/toaster";
import { TooltipProvider } from "@/components/ui/tooltip";
import { getQueryClient } from "./query-client";

type ProvidersProps = { readonly nonce: string | undefined; readonly children: ReactNode };

/** What every page shares in the browser. */
export function Providers({ nonce, children }: ProvidersProps) {
  return (
    <NonceProvider nonce={nonce}>
      <ThemeProvider
        attribute="class"
        defaultTheme="system"
        enableSystem
        enableColorScheme={false}
        disableTransitionOnChange
        {...(nonce === undefined ? {} : { nonce })}
      >
        <QueryClientProvider client={getQueryClient()}>
          <NuqsAdapter>
            <TooltipProvider delayDuration={300}>{children}</TooltipProvider>
            <Toaster />
          </NuqsAdapter>
        </QueryClientProvider>
      </ThemeProvider>
    </NonceProvider>
  );
}
