import { CircleAlert } from "lucide-react";
import { AppError } from "@/lib/base/app-error";

/** Why a form was refused, read out at once. */
export function FormProblem({ error }: { readonly error: unknown }) {
  return (
    <p role="alert" className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-sm text-danger">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {error instanceof AppError ? error.message : "Something unexpected went wrong. The server's log says more."}
    </p>
  );
}
