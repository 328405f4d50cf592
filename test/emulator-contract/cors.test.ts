import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { applyCors } from '../../local/dev/cloud/cors.ts';
import { arn, type Cloud, deploy, fn, ref } from './cloud.ts';

/** Pages of other origins, as the gateway answers them. */
const LISTED = 'https://app.example.com';
const STRANGER = 'https://elsewhere.example.com';

let cloud: Cloud;
beforeAll(async () => {
  const CorsConfiguration = {
    AllowOrigins: [LISTED],
    AllowMethods: ['GET', 'POST'],
    AllowHeaders: ['authorization', 'idempotency-key'],
    ExposeHeaders: ['etag'],
    MaxAge: 7_200,
  };
  const Target = { 'Fn::Join': ['/', ['integrations', ref('Integration')]] };
  cloud = await deploy(
    {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'cors', ProtocolType: 'HTTP', CorsConfiguration } },
      Closed: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'closed', ProtocolType: 'HTTP' } },
      Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true } },
      Door: fn("return { statusCode: 200, headers: { etag: 'one' }, body: '{}' };"),
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { ApiId: ref('Api'), IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Door'), PayloadFormatVersion: '2.0' },
      },
      Any: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: ref('Api'), RouteKey: '$default', Target } },
    },
    { api: ref('Api'), closed: ref('Closed') },
  );
  await applyCors(inject('awsEndpoint'));
});
afterAll(() => cloud.end());

const send = (method: string, origin: string, api = 'api'): Promise<Response> =>
  fetch(`${inject('awsEndpoint')}/_aws/execute-api/${cloud.outputs[api]}/$default/picks`, {
    method,
    headers: { origin, ...(method === 'OPTIONS' && { 'access-control-request-method': 'POST' }) },
  });
const headerOf = ({ headers }: Response, name: string) => headers.get(`access-control-${name}`);

it('answers a browser for a page of an origin that the template lists', async () => {
  const reply = await send('OPTIONS', LISTED);
  expect(reply.status).toBe(204);
  expect(headerOf(reply, 'allow-origin')).toBe(LISTED);
  expect(headerOf(reply, 'allow-methods')).toBe('GET,POST');
  expect(headerOf(reply, 'allow-headers')).toBe('authorization,idempotency-key');
  expect(headerOf(reply, 'max-age')).toBe('7200');
  const read = await send('GET', LISTED);
  expect([read.status, headerOf(read, 'allow-origin'), headerOf(read, 'expose-headers')]).toEqual([200, LISTED, 'etag']);
});

it('refuses a page of another origin, also when the configuration is sent twice', async () => {
  await applyCors(inject('awsEndpoint'));
  const reply = await send('OPTIONS', STRANGER);
  expect([reply.status, headerOf(reply, 'allow-origin')]).toEqual([403, null]);
  expect(headerOf(await send('GET', STRANGER), 'allow-origin')).toBeNull();
  expect((await send('OPTIONS', LISTED)).status).toBe(204);
});

it('refuses each page where the template has no configuration', async () => {
  expect((await send('OPTIONS', LISTED, 'closed')).status).toBe(403);
});
