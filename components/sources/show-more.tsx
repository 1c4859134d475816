import { CountText } from "@/components/common/count-text";
import { Button } from "@/components/ui/button";

type ShowMoreProps = {
  readonly shown: number;
  readonly matching: number;
  readonly unit: string;
  readonly plural?: string;
  readonly isLoading: boolean;
  readonly onMore: (() => void) | null;
};

/** The end of a list that goes on: how much of it is shown, and the way to more. */
export function ShowMore({ shown, matching, unit, plural, isLoading, onMore }: ShowMoreProps) {
  return (
    <div className="flex h-10 items-center gap-3 border-t border-border px-4 text-xs text-muted">
      <CountText
        count={shown}
        {...(shown < matching ? { of: matching } : {})}
        unit={unit}
        {...(plural ? { plural } : {})}
      />
      {onMore === null ? null : (
        <Button size="sm" disabled={isLoading} onClick={onMore}>
          {isLoading ? "Loading…" : "Show more"}
        </Button>
      )}
    </div>
  );
}
