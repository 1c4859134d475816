import { answerExport } from "@/lib/events/server/answer-export";
import { authorise } from "@/lib/auth/server/authorise";

export const GET = answerExport(authorise);
