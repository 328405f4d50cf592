import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { ApiEdge } from './constructs/api-edge.ts';
import { SocketDomain } from './constructs/socket-domain.ts';
import { type ApiDomain, domainsOf } from './domains.ts';
import { ENVIRONMENTS } from './environments.ts';
import { synthesized } from './testing/templates.ts';

/** The names of the two APIs: what serves them, the ways beside them, and all places that tell an address. */
const DEPLOYED = ENVIRONMENTS.filter(({ name }) => name !== 'local').map(({ name }) => name);

interface Api {
  readonly ProtocolType: 'HTTP' | 'WEBSOCKET';
  readonly DisableExecuteApiEndpoint?: boolean;
}
interface Distribution {
  readonly DistributionConfig: {
    readonly Aliases?: readonly string[];
    readonly ViewerCertificate?: Readonly<Record<string, string>>;
  };
}
interface Variables {
  readonly Description: string;
  readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
}

describe.each(DEPLOYED)('%s', (name) => {
  const { of, templates } = synthesized(name);
  const apis = of<Api>('AWS::ApiGatewayV2::Api').map(({ Properties }) => Properties);

  it('has the name of the HTTP API at the distribution, with a certificate of us-east-1 and TLS 1.2', () => {
    const named = of<Distribution>('AWS::CloudFront::Distribution')
      .map(({ Properties }) => Properties.DistributionConfig)
      .filter(({ Aliases = [] }) => Aliases.length > 0);
    expect(named).toHaveLength(1);
    expect(named[0]).toMatchObject({
      Aliases: [`api.${name}.youbet.example`],
      ViewerCertificate: {
        AcmCertificateArn: expect.stringMatching(/^arn:aws:acm:us-east-1:/),
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      },
    });
  });

  it('has the name of the WebSocket API at API Gateway, and no other way to its sockets', () => {
    const names = of<object>('AWS::ApiGatewayV2::DomainName').map(({ Properties }) => Properties);
    expect(names).toMatchObject([
      {
        DomainName: `sockets.${name}.youbet.example`,
        DomainNameConfigurations: [{ EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }],
      },
    ]);
    expect(of('AWS::ApiGatewayV2::ApiMapping').map(({ Properties }) => Properties)).toMatchObject([{ ApiMappingKey: 'v1' }]);
    expect(apis.find(({ ProtocolType }) => ProtocolType === 'WEBSOCKET')?.DisableExecuteApiEndpoint).toBe(true);
  });

  it('leaves the HTTP API the address by which CloudFront asks it', () => {
    expect(apis.find(({ ProtocolType }) => ProtocolType === 'HTTP')?.DisableExecuteApiEndpoint).not.toBe(true);
  });

  it('tells these names and no address of AWS to apps and functions', () => {
    const functions = of<Variables>('AWS::Lambda::Function').map(({ Properties }) => Properties);
    const told = (variable: string) =>
      new Set(functions.map(({ Environment }) => Environment.Variables[variable]).filter((value) => value !== undefined));
    expect(told('API_URL')).toEqual(new Set([`https://api.${name}.youbet.example`]));
    expect(told('SOCKET_URL')).toEqual(new Set([`wss://sockets.${name}.youbet.example/v1`]));
    expect(told('WS_MANAGEMENT_URL')).toEqual(new Set([`https://sockets.${name}.youbet.example/v1`]));
    for (const { Description, Environment } of functions)
      expect([Description, JSON.stringify(Environment ?? {})]).not.toEqual([
        Description,
        expect.stringMatching(/execute-api|cloudfront\.net/),
      ]);
    const outputs = Object.values(templates).flatMap(({ Outputs = {} }: { Outputs?: Record<string, { Value: unknown }> }) =>
      Object.entries(Outputs),
    );
    const output = Object.fromEntries(outputs.map(([id, { Value }]) => [id, Value]));
    expect(output).toMatchObject({
      apiUrl: `https://api.${name}.youbet.example`,
      wsUrl: `wss://sockets.${name}.youbet.example/v1`,
      apiTarget: expect.anything(),
      wsTarget: expect.anything(),
    });
  });
});

describe('the local environment', () => {
  const { of } = synthesized('local');
  it('has no names of its own, and reaches its sockets by the address of the emulator', () => {
    for (const type of ['AWS::ApiGatewayV2::DomainName', 'AWS::ApiGatewayV2::ApiMapping', 'AWS::CloudFront::Distribution'])
      expect(of(type)).toEqual([]);
    expect(of<Api>('AWS::ApiGatewayV2::Api').filter(({ Properties }) => Properties.DisableExecuteApiEndpoint)).toEqual([]);
  });
});

describe('records', () => {
  const none = { name: null, certificate: null };
  const { api, sockets } = domainsOf('prod', {
    region: 'eu-west-1',
    domains: {
      api: { ...none, name: 'api.example.com' },
      sockets: { ...none, name: 'example.com' },
      hostedZone: 'Z0123456789ABC',
    },
  });
  const stackWith = (make: (stack: Construct) => unknown) => {
    const stack = new Stack(new App(), 'one', { env: { account: '111122223333', region: 'eu-west-1' } });
    make(stack);
    return Template.fromStack(stack);
  };
  const edge = (domain: ApiDomain) =>
    stackWith(
      (stack) =>
        new ApiEdge(stack, 'Edge', { settings: { generations: [1], domain }, host: 'origin.example', origins: [], kept: true }),
    );
  const recordsOf = (template: Template) =>
    Object.values(template.findResources('AWS::Route53::RecordSet')).map(({ Properties }) => Properties);

  it('of the HTTP API are made in the hosted zone for both versions of addresses, and point to the distribution', () => {
    const records = recordsOf(edge(api));
    expect(records.map(({ Type }) => Type).toSorted()).toEqual(['A', 'AAAA']);
    for (const record of records) {
      expect(record).toMatchObject({ Name: 'api.example.com.', HostedZoneId: 'Z0123456789ABC' });
      expect(JSON.stringify(record.AliasTarget.DNSName)).toContain('DomainName');
    }
  });

  it('of the WebSocket API are made in the hosted zone, also at the top of a domain', () => {
    const [record, ...more] = recordsOf(stackWith((stack) => new SocketDomain(stack, 'Domain', sockets)));
    expect(more).toEqual([]);
    expect(record).toMatchObject({ Name: 'example.com.', Type: 'A', HostedZoneId: 'Z0123456789ABC' });
    expect(JSON.stringify(record?.AliasTarget.DNSName)).toContain('RegionalDomainName');
  });

  it('are left to the owner without a hosted zone, who gets the host of each as an output', () => {
    const { hostedZone: _, ...elsewhere } = api;
    const template = edge(elsewhere);
    expect(recordsOf(template)).toEqual([]);
    expect(template.toJSON().Outputs).toHaveProperty('apiTarget');
  });
});
