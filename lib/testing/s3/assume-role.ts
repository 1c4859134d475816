import type { IncomingMessage, ServerResponse } from "node:http";
import type { S3World } from "./s3-world";
import { xmlText } from "./send-error";

/** STS AssumeRole, and nothing else of STS. */
export async function answerAssumeRole(
  request: IncomingMessage,
  response: ServerResponse,
  { roles }: S3World,
): Promise<void> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const form = new URLSearchParams(body);
  const arn = form.get("RoleArn") ?? "";
  const role = roles.get(arn);
  if (!role || role.externalId !== form.get("ExternalId")) {
    response.writeHead(403, { "content-type": "text/xml" });
    const message = `User: arn:aws:iam::111122223333:user/reader is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
    response.end(
      `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${xmlText(message)}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
    );
    return;
  }
  response.writeHead(200, { "content-type": "text/xml" });
  response.end(
    `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${role.accessKeyId}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2126-01-01T00:00:00Z</Expiration></Credentials>` +
      `<AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:wakeline</AssumedRoleId><Arn>${xmlText(arn)}</Arn></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>`,
  );
}
