import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { arn, type Cloud, deploy, fn, ref } from './cloud.ts';

/** An issuer of our own: any token can be made, also what Cognito would never sign. */
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow;

let issuer: Server;
let iss: string;
let cloud: Cloud;

beforeAll(async () => {
  issuer = createServer((request, response) => {
    const jwks = { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'ours', alg: 'RS256', use: 'sig' }] };
    const body = request.url === '/jwks' ? jwks : { issuer: iss, jwks_uri: `${iss}/jwks` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(issuer, 'listening');
  iss = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  cloud = await deploy(
    {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'contract', ProtocolType: 'HTTP' } },
      Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true } },
      Door: fn('return { statusCode: 200, body: JSON.stringify(event.requestContext.authorizer?.jwt ?? null) };'),
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { ApiId: ref('Api'), IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Door'), PayloadFormatVersion: '2.0' },
      },
      Authorizer: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId: ref('Api'),
          Name: 'tokens',
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: { Issuer: iss, Audience: ['client'] },
        },
      },
      Mine: route('GET /mine', {
        AuthorizationType: 'JWT',
        AuthorizerId: ref('Authorizer'),
        AuthorizationScopes: ['youbet/user'],
      }),
      Any: route('$default', {}),
    },
    { api: ref('Api') },
  );
});
afterAll(async () => {
  await cloud.end();
  issuer.close();
});

function route(RouteKey: string, more: object) {
  const Target = { 'Fn::Join': ['/', ['integrations', ref('Integration')]] };
  return { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: ref('Api'), RouteKey, Target, ...more } };
}

const claims = (more: object = {}) => ({
  iss,
  client_id: 'client',
  scope: 'youbet/user',
  iat: seconds(-5),
  exp: seconds(600),
  ...more,
});
function token(payload: object, { header = {}, key = keys.privateKey } = {}): string {
  const content = `${encode({ alg: 'RS256', kid: 'ours', ...header })}.${encode(payload)}`;
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}
const get = (path: string, bearer?: string): Promise<Response> =>
  fetch(`${inject('awsEndpoint')}/_aws/execute-api/${cloud.outputs.api}/$default${path}`, {
    headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
  });

describe('the JWT authorizer', () => {
  it('accepts a valid token and passes its claims on as strings, an array in brackets', async () => {
    const response = await get('/mine', token(claims({ userId: 'ann', permissions: ['a', 'b'], level: 3 })));
    expect(response.status).toBe(200);
    const { claims: seen } = (await response.json()) as { claims: object };
    expect(seen).toMatchObject({ userId: 'ann', permissions: '[a b]', level: '3', scope: 'youbet/user' });
  });
  it.each<[string, () => string | undefined, number]>([
    ['nothing', () => undefined, 401],
    ['what is no token', () => 'nonsense', 401],
    ['an expired one', () => token(claims({ exp: seconds(-1) })), 401],
    ['one for later', () => token(claims({ nbf: seconds(600) })), 401],
    ["a stranger's", () => token(claims(), { key: stranger.privateKey }), 401],
    ['one with a key that nobody knows', () => token(claims(), { header: { kid: 'other' } }), 401],
    ["another issuer's", () => token(claims({ iss: 'http://127.0.0.1:1' })), 401],
    ["another client's", () => token(claims({ client_id: 'other' })), 401],
    ['one without a signature', () => `${encode({ alg: 'none', kid: 'ours' })}.${encode(claims())}.`, 401],
    ['one without the scope', () => token(claims({ scope: 'openid profile' })), 403],
    ['one without any scope, as an ID token', () => token(claims({ scope: undefined })), 403],
  ])('refuses %s', async (_, bearer, status) => {
    const response = await get('/mine', bearer());
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ message: status === 401 ? 'Unauthorized' : 'Forbidden' });
  });
  it('refuses a token that was changed', async () => {
    const [header, , signature] = token(claims()).split('.');
    expect((await get('/mine', `${header}.${encode(claims({ userId: 'ben' }))}.${signature}`)).status).toBe(401);
  });
  it('does not run on other routes, which receive no claims', async () => {
    const response = await get('/elsewhere', token(claims()));
    expect(response.status).toBe(200);
    expect(await response.json()).toBeNull();
  });
});
