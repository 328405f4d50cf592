import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

type Reply = APIGatewayProxyStructuredResultV2;
type Asked = Pick<APIGatewayProxyEventV2, 'headers' | 'requestContext'>;

/** Bytes from which a body is compressed: a smaller one travels in one packet as it is. */
const COMPRESSED_FROM = 1_024;

/**
 * Makes of a reply the bytes that travel: nothing but headers for HEAD, 304 for a client that has the same data already, gzip for a client that
 * takes it. An event list of 37 KB becomes 4 KB.
 */
export function transferred({ headers, requestContext: { http } }: Asked, reply: Reply): Reply {
  const { body, ...bare } = isKnown(headers['if-none-match'], reply) ? { ...withoutType(reply), statusCode: 304 } : reply;
  if (body === undefined) return bare;
  if (http.method === 'HEAD') return bare;
  if (reply.isBase64Encoded || Buffer.byteLength(body) <= COMPRESSED_FROM) return reply;
  const varied = {
    ...reply,
    headers: { ...reply.headers, vary: [reply.headers?.vary, 'accept-encoding'].filter(Boolean).join(', ') },
  };
  if (!takesGzip(headers['accept-encoding'])) return varied;
  return {
    ...varied,
    headers: { ...varied.headers, 'content-encoding': 'gzip' },
    body: gzipSync(body).toString('base64'),
    isBase64Encoded: true,
  };
}

/** RFC 9110, 13.1.2: weak comparison with each tag of the list. */
function isKnown(ifNoneMatch: string | undefined, { statusCode, headers }: Reply): boolean {
  const tag = headers?.etag;
  if (ifNoneMatch === undefined || statusCode !== 200 || typeof tag !== 'string') return false;
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag.replace(/^W\//, ''));
}

const withoutType = ({ body: _, ...reply }: Reply): Reply => {
  const { 'content-type': __, ...headers } = reply.headers ?? {};
  return { ...reply, headers };
};

/** RFC 9110, 12.5.3: gzip is listed, by its name or by `*`, and not with a weight of 0. */
function takesGzip(acceptEncoding = ''): boolean {
  const weights = new Map(
    acceptEncoding.split(',').map((one) => {
      const [coding = '', weight] = one
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/);
      return [coding, weight === undefined ? 1 : Number(weight)] as const;
    }),
  );
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}
