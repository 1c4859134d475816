import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { s3Pull } from "@/lib/sources/s3-contract";
import { createS3Pull } from "@/lib/sources/server/create-s3-pull";

export const POST = serve(s3Pull, createS3Pull, authorise);
