import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { answer } from "@/lib/http/serve";
import { answerDownload } from "@/lib/http/answer-download";
import type { Access } from "@/lib/auth/access";
import { AuditExport, auditExport } from "../contract";
import { exportAudit } from "./export-audit";

/** The handler of downloads of the audit log. */
export function answerAuditExport(
  authorise: (request: Request, access: Access) => Promise<Context>,
): (request: Request) => Promise<Response> {
  return (request) =>
    answer(request, auditExport, async () => {
      const ctx = await authorise(request, auditExport);
      const asked = AuditExport.safeParse(readQuery(request));
      if (!asked.success)
        throw new AppError("invalid-input", "The address of the export does not fit. Start it from the audit log.");
      const lines = await exportAudit(ctx, asked.data);
      return answerDownload(lines, { of: "audit", format: asked.data.format, at: ctx.now() });
    });
}

function readQuery(request: Request): unknown {
  try {
    return JSON.parse(new URL(request.url).searchParams.get("q") ?? "{}");
  } catch {
    return null;
  }
}
