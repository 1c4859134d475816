"use client";

import { useEffect } from "react";

/** Has the browser ask before the tab is closed while something would be lost. */
export function useLeaveWarning(isBusy: () => boolean): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (isBusy()) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isBusy]);
}
