import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call as it came: what was asked for, in which Region and with which key. */
export type CloudTrailCall = {
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly input: Readonly<Record<string, unknown>>;
};
export type CloudTrailReply = { readonly status?: number; readonly body: unknown };

/**
 * Plays CloudTrail's API over HTTP, for the AWS SDK itself as the client: JSON 1.1, one reply a call. Set its address as
 * AWS_ENDPOINT_URL_CLOUDTRAIL. Signatures are not checked.
 */
export class CloudTrailServer {
  readonly calls: CloudTrailCall[] = [];
  private constructor(
    private readonly server: Server,
    readonly endpoint: string,
    private readonly reply: (call: CloudTrailCall) => CloudTrailReply,
  ) {}

  static async start(reply: (call: CloudTrailCall) => CloudTrailReply): Promise<CloudTrailServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const started = new CloudTrailServer(server, `http://127.0.0.1:${port}`, reply);
    server.on("request", (request, response) => void started.answer(request, response));
    return started;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const [, accessKeyId = "", region = ""] =
      /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
    const input: unknown = JSON.parse(text === "" ? "{}" : text);
    const call = {
      operation: String(request.headers["x-amz-target"]).replace(/^.*\./, ""),
      region,
      accessKeyId,
      input: typeof input === "object" && input !== null ? { ...input } : {},
    };
    this.calls.push(call);
    const { status = 200, body } = this.reply(call);
    response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(body));
  }
}
