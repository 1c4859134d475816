import { listTaskMarks as endpoint } from "@/lib/tasks/contract";
import { listTaskMarks } from "@/lib/tasks/server/list-task-marks";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listTaskMarks, authorise);
