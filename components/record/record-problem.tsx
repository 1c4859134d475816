import { ErrorPanel } from "@/components/common/error-panel";
import { AppError } from "@/lib/base/app-error";
import { visibleText } from "@/lib/base/visible-text";

type RecordProblemProps = { readonly error: unknown; readonly onRetry: () => void };

/** Why a record cannot be shown; one that retention dropped is no failure, and trying again brings nothing back. */
export function RecordProblem({ error, onRetry }: RecordProblemProps) {
  if (!(error instanceof AppError) || error.code !== "gone")
    return <ErrorPanel error={error} title="The record could not be read" onRetry={onRetry} />;
  return (
    <div role="status" className="m-4 rounded-md border border-border bg-panel px-4 py-3 text-sm">
      <p className="font-medium">This record is not here any more</p>
      <p className="mt-0.5 text-ink-soft [overflow-wrap:anywhere]">{visibleText(error.message)}</p>
    </div>
  );
}
