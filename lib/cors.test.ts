import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ROUTES } from '#schemas/routes';
import openapi from '../docs/openapi.json' with { type: 'json' };
import { ApiEdge } from './constructs/api-edge.ts';
import { preflightOf } from './constructs/cors.ts';
import { ENVIRONMENTS } from './environments.ts';
import { synthesized } from './testing/templates.ts';

/** Pages of the listed origins, and no others, call the API. They send no cookie, and read each header that the documents name. */
const ORIGINS = ['https://app.example.com', 'https://www.example.com'];

interface HttpApiProperties {
  readonly ProtocolType: string;
  readonly CorsConfiguration?: object;
}
const corsIn = (name: string) =>
  synthesized(name)
    .of<HttpApiProperties>('AWS::ApiGatewayV2::Api')
    .filter(({ Properties }) => Properties.ProtocolType === 'HTTP')
    .map(({ Properties }) => Properties.CorsConfiguration);

/** All objects in the document under this key, with the objects that they hold. */
function under(key: string, within: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof within !== 'object' || within === null) return [];
  return Object.entries(within).flatMap(([name, value]) => [...(name === key ? [value] : []), ...under(key, value)]);
}

describe('pages of another origin', () => {
  it.each(ENVIRONMENTS.filter(({ origins }) => origins.length === 0))('may not call $name, which lists no origin', ({ name }) => {
    expect(corsIn(name)).toEqual([undefined]);
    expect(synthesized(name).of('AWS::CloudFront::ResponseHeadersPolicy')).toEqual([]);
  });

  it('may call the local environment, each of them', () => {
    expect(corsIn('local')).toMatchObject([{ AllowOrigins: ['*'] }]);
    expect(corsIn('local')[0]).not.toHaveProperty('AllowCredentials');
  });

  it('may call where they are listed, by the methods that there are, and send no cookie', () => {
    const { allowOrigins, allowMethods, allowCredentials, maxAge } = preflightOf(ORIGINS) ?? {};
    expect(allowOrigins).toEqual(ORIGINS);
    const methods = Object.values(ROUTES).flatMap((contracts) => contracts.map(({ method }) => method));
    expect(new Set(allowMethods)).toEqual(new Set([...methods, 'HEAD']));
    expect(allowCredentials).toBeUndefined();
    expect(maxAge?.toSeconds()).toBe(7_200);
  });

  it('read each header of a reply that the document names, but the place of a redirect, and tags', () => {
    const replies = under('responses', openapi).flatMap((responses) => Object.values(responses)) as { headers?: object }[];
    const named = replies.flatMap(({ headers = {} }) => Object.keys(headers).map((name) => name.toLowerCase()));
    expect(named).toContain('retry-after');
    const read = preflightOf(ORIGINS)?.exposeHeaders ?? [];
    expect(read).toEqual(expect.arrayContaining(named.filter((name) => name !== 'location')));
    expect(read).toEqual(expect.arrayContaining(['etag', 'allow']));
  });

  it('send each header of a request that the document names, with a token, a body and a tag', () => {
    const parameters = under('parameters', openapi).flatMap((list) => Object.values(list)) as { in?: string; name?: string }[];
    const named = parameters.filter((one) => one.in === 'header').map(({ name = '' }) => name.toLowerCase());
    expect(named).toContain('idempotency-key');
    expect(preflightOf(ORIGINS)?.allowHeaders).toEqual(
      expect.arrayContaining([...named, 'authorization', 'content-type', 'if-none-match']),
    );
  });
});

describe('the edge', () => {
  const domain = { name: 'api.example.com', certificate: `arn:aws:acm:us-east-1:111122223333:certificate/${'0'.repeat(36)}` };
  const templateWith = (origins: readonly string[]) => {
    const stack = new Stack(new App(), 'one', { env: { account: '111122223333', region: 'eu-west-1' } });
    new ApiEdge(stack, 'Edge', { settings: { generations: [1], domain }, host: 'origin.example', origins, kept: true });
    return Template.fromStack(stack);
  };

  it('says the same on every reply, also on those that API Gateway refuses by itself', () => {
    const { allowHeaders, allowMethods, exposeHeaders } = preflightOf(ORIGINS) ?? {};
    const template = templateWith(ORIGINS);
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        CorsConfig: {
          AccessControlAllowCredentials: false,
          AccessControlAllowHeaders: { Items: allowHeaders },
          AccessControlAllowMethods: { Items: allowMethods },
          AccessControlAllowOrigins: { Items: ORIGINS },
          AccessControlExposeHeaders: { Items: exposeHeaders },
          AccessControlMaxAgeSec: 7_200,
          OriginOverride: true,
        },
      },
    });
    const [distribution] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
    const behavior = distribution?.Properties.DistributionConfig.DefaultCacheBehavior;
    expect(behavior.ResponseHeadersPolicyId).toEqual({ Ref: expect.stringContaining('Cors') });
    expect(behavior.AllowedMethods).toContain('OPTIONS');
  });

  it('says nothing without an origin', () => {
    templateWith([]).resourceCountIs('AWS::CloudFront::ResponseHeadersPolicy', 0);
  });
});
