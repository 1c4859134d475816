import { listRulerMarks as endpoint } from "@/lib/timeline/contract";
import { listRulerMarks } from "@/lib/timeline/server/list-ruler-marks";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listRulerMarks, authorise);
