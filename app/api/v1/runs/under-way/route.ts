import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { loadsUnderWay } from "@/lib/sources/s3-contract";
import { listLoadsUnderWay } from "@/lib/sources/server/list-loads-under-way";

export const GET = serve(loadsUnderWay, listLoadsUnderWay, authorise);
