import { auditList } from "@/lib/audit/contract";
import { listAudit } from "@/lib/audit/server/list-audit";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(auditList, listAudit, authorise);
