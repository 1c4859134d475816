import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A dense table inside its own scroll region, so that the page never scrolls sideways. */
export function Table({ className, label, ...props }: ComponentProps<"table"> & { readonly label: string }) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className="relative w-full overflow-x-auto">
      <table className={cn("w-full border-collapse text-sm", className)} {...props} />
    </div>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "h-8 border-b border-border px-3 text-left text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4",
        className,
      )}
      {...props}
    />
  );
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("border-b border-border last:border-0 hover:bg-hover/60", className)} {...props} />;
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("h-9 px-3 py-1 align-middle first:pl-4 last:pr-4", className)} {...props} />;
}
