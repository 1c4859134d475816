import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerAssumeRole } from "./s3/assume-role";
import type { S3World } from "./s3/s3-world";

type Answer = object | { readonly refused: string };
/** What an operation answers with the rights of a key in a Region; undefined: it is not known. */
type Answers = (
  operation: string,
  asked: { readonly key: string; readonly region: string; readonly input: string },
) => Answer | undefined;

/** Operations that are told by their path, not by a header. */
const PATHS: Readonly<Record<string, string>> = {
  "/logging/modelinvocations": "GetModelInvocationLoggingConfiguration",
};

/** Plays CloudTrail, Organizations, Bedrock and STS over HTTP, for the AWS SDK itself as the client. Signatures are not checked. */
export class ConfigServer {
  private constructor(
    private readonly server: Server,
    readonly endpoint: string,
  ) {}

  static async start(answers: Answers, roles: S3World["roles"]): Promise<ConfigServer> {
    const world: S3World = { buckets: new Map(), roles, allowed: null, sent: new Map() };
    const server = createServer((request, response) => {
      const isSts = request.headers["x-amz-target"] === undefined && PATHS[request.url ?? ""] === undefined;
      void (isSts ? answerAssumeRole(request, response, world) : answerJson(request, response, answers));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return new ConfigServer(server, `http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function answerJson(request: IncomingMessage, response: ServerResponse, answers: Answers): Promise<void> {
  let input = "";
  for await (const chunk of request) input += String(chunk);
  const operation = PATHS[request.url ?? ""] ?? String(request.headers["x-amz-target"]).replace(/^.*\./, "");
  const [, key = "", region = ""] =
    /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
  const answer = answers(operation, { key, region, input }) ?? { refused: `${operation} is not known` };
  const refused = "refused" in answer ? answer.refused : null;
  response.writeHead(refused === null ? 200 : 400, {
    "content-type": "application/x-amz-json-1.1",
    ...(refused === null ? {} : { "x-amzn-errortype": "AccessDeniedException" }),
  });
  response.end(JSON.stringify(refused === null ? answer : { __type: "AccessDeniedException", message: refused }));
}
