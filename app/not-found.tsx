import type { Metadata } from "next";
import Link from "next/link";
import { FullPageMessage } from "@/components/shell/full-page-message";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <FullPageMessage
      title="There is nothing at this address"
      action={
        <Button asChild variant="primary">
          <Link href="/">Go to the start</Link>
        </Button>
      }
    >
      The link may be mistyped, or it leads to something that was never loaded into this store. That something is not
      here does not mean that it did not happen.
    </FullPageMessage>
  );
}
