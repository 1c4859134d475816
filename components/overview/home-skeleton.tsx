import { Skeleton } from "@/components/ui/skeleton";

/** The home page's outline while its numbers are read. */
export function HomeSkeleton() {
  return (
    <div className="flex flex-col gap-4 p-4 sm:p-6">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-72 w-full" />
    </div>
  );
}
