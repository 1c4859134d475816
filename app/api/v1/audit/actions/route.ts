import { auditActions } from "@/lib/audit/contract";
import { listAuditActions } from "@/lib/audit/server/list-audit-actions";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(auditActions, listAuditActions, authorise);
