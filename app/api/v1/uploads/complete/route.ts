import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { uploadComplete } from "@/lib/sources/upload-contract";
import { completeUpload } from "@/lib/sources/server/complete-upload";

export const POST = serve(uploadComplete, completeUpload, authorise);
