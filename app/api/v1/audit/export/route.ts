import { answerAuditExport } from "@/lib/audit/server/answer-audit-export";
import { authorise } from "@/lib/auth/server/authorise";

export const GET = answerAuditExport(authorise);
