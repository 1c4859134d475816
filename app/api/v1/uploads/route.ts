import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { uploadCreate } from "@/lib/sources/upload-contract";
import { createUpload } from "@/lib/sources/server/create-upload";

export const POST = serve(uploadCreate, createUpload, authorise);
