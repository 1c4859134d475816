import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { s3Look } from "@/lib/sources/s3-contract";
import { lookIntoS3 } from "@/lib/sources/server/look-into-s3";

export const POST = serve(s3Look, lookIntoS3, authorise);
