import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { uploadFiles } from "@/lib/sources/upload-contract";
import { listUploadFiles } from "@/lib/sources/server/list-upload-files";

export const GET = serve(uploadFiles, listUploadFiles, authorise);
