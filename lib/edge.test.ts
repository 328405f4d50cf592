import { describe, expect, it } from '@jest/globals';
import type { Contract } from '#schemas/contract';
import { ROUTES } from '#schemas/routes';
import { ENVIRONMENTS } from './environments.ts';
import { list, type PolicyStatement, synthesized } from './testing/templates.ts';

/** The bounds at the edge: throttles of the gateways, reserved concurrency, and the writes of doors that need none but the counter's. */
const { of, stage } = synthesized('prod');
const environment = (name: string) => {
  const found = ENVIRONMENTS.find((one) => one.name === name);
  if (!found) throw new Error(`no environment ${name}`);
  return found;
};
const { throttle } = environment('prod');

interface RouteThrottle {
  readonly ThrottlingRateLimit: number;
  readonly ThrottlingBurstLimit: number;
}
interface ApiStage {
  readonly StageName: string;
  readonly DefaultRouteSettings: RouteThrottle;
  readonly RouteSettings?: Readonly<Record<string, RouteThrottle>>;
}
const stages = of<ApiStage>('AWS::ApiGatewayV2::Stage');
const http = stages.find(({ Properties }) => Properties.StageName === '$default');
const sockets = stages.find(({ Properties }) => Properties.StageName !== '$default');
const settings = ({ rate, burst }: { rate: number; burst: number }): RouteThrottle => ({
  ThrottlingRateLimit: rate,
  ThrottlingBurstLimit: burst,
});

describe('throttles', () => {
  const own = http?.Properties.RouteSettings ?? {};
  it('are apart for the public routes of auth, for sockets, and for the rest', () => {
    const contracts: readonly Contract[] = ROUTES.auth;
    const auth = contracts
      .filter(({ access }) => access === 'public')
      .map(({ method, path }) => [`${method} ${path}`, settings(throttle.auth)]);
    const tickets = ROUTES.realtime.map(({ method, path }) => [`${method} ${path}`, settings(throttle.sockets)]);
    expect(own).toEqual(Object.fromEntries([...auth, ...tickets]));
    expect(http?.Properties.DefaultRouteSettings).toEqual(settings(throttle.rest));
    expect(sockets?.Properties.DefaultRouteSettings).toMatchObject(settings(throttle.sockets));
  });
  it('name routes that exist', () => {
    const routes = of<{ RouteKey: string }>('AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties.RouteKey);
    expect(routes).toEqual(expect.arrayContaining(Object.keys(own)));
  });
  it('come after the routes, which API Gateway would not find otherwise', () => {
    const stackOf = ({ id }: { readonly id: string }) => id.slice(0, id.indexOf('/'));
    const artifacts = stage.synth().stacks;
    const edge = artifacts.find(({ stackName }) => http && stackName === stackOf(http));
    const before = new Set(edge?.dependencies.map(({ id }) => artifacts.find((one) => one.id === id)?.stackName));
    const withRoutes = new Set(
      of<{ RouteKey: string }>('AWS::ApiGatewayV2::Route')
        .filter(({ Properties }) => Properties.RouteKey in own || Properties.RouteKey.includes('/'))
        .map(stackOf),
    );
    expect(withRoutes.size).toBeGreaterThan(3);
    for (const stack of withRoutes) expect(before).toContain(stack);
  });
});

describe('reserved concurrency', () => {
  /** AWS keeps so much of an account's concurrency for functions without a reservation, and refuses a deployment that leaves less. */
  const UNRESERVED = 100;
  it.each(ENVIRONMENTS)('of $name leaves the account what AWS keeps', ({ reserved, concurrency }) => {
    const sum = Object.values(reserved).reduce((all, one) => all + one, 0);
    if (sum > 0) expect(sum).toBeLessThanOrEqual(concurrency - UNRESERVED);
  });
  it('is what the environment says, door by door', () => {
    const functions = of<{ Description: string; ReservedConcurrentExecutions?: number }>('AWS::Lambda::Function');
    const given = functions.flatMap(({ Properties: { Description, ReservedConcurrentExecutions: most } }) =>
      most === undefined ? [] : [[Description, most]],
    );
    expect(Object.fromEntries(given)).toEqual(environment('prod').reserved);
  });
});

interface Conditional extends PolicyStatement {
  readonly Condition?: { readonly 'ForAllValues:StringLike'?: { readonly 'dynamodb:LeadingKeys'?: readonly string[] } };
}

describe.each(['http/stats', 'http/events'])('%s', (door) => {
  const [deployed] = of<{ Description: string; Role: { 'Fn::GetAtt': readonly [string, 'Arn'] } }>(
    'AWS::Lambda::Function',
  ).filter(({ Properties }) => Properties.Description === door);
  const role = deployed?.Properties.Role['Fn::GetAtt'][0];
  const statements = of<{ Roles: readonly [{ Ref: string }]; PolicyDocument: { Statement: readonly Conditional[] } }>(
    'AWS::IAM::Policy',
  )
    .filter(({ id, Properties }) => Properties.Roles[0].Ref === role && id.startsWith(deployed?.id.split('/')[0] ?? ''))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const writes = statements.filter(({ Action }) =>
    list(Action).some((action) => /^dynamodb:(Put|Update|Delete|BatchWrite)/.test(action)),
  );
  const matches = (pattern: string, key: string) =>
    new RegExp(`^${pattern.replaceAll('$', '\\$').replaceAll('*', '.*')}$`).test(key);
  const mayWrite = (key: string) =>
    writes.some(
      ({ Condition }) =>
        Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']?.some((one) => matches(one, key)) ?? true,
    );

  it('may count its callers, and write to the row of no user, pick or event', () => {
    expect(writes).toHaveLength(2);
    // The keys of core/limits/caller.entity.ts and core/events/demand.entity.ts.
    expect(mayWrite('$youbet#demandfor_nfl')).toBe(door === 'http/events');
    expect(mayWrite('$youbet#subject_user#0190a000-0000-7000-8000-000000000001')).toBe(true);
    for (const key of ['userid', 'pickid', 'eventid', 'identitykey', 'handle', 'board'])
      expect(mayWrite(`$youbet#${key}_x`)).toBe(false);
  });
});

describe('the edge of the API', () => {
  interface Behavior {
    readonly AllowedMethods: readonly string[];
    readonly CachePolicyId: string;
    readonly OriginRequestPolicyId: string;
    readonly ViewerProtocolPolicy: string;
  }
  interface Origin {
    readonly CustomOriginConfig?: { readonly OriginProtocolPolicy: string };
    readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: object }[];
  }
  const distributions = of<{ DistributionConfig: { DefaultCacheBehavior: Behavior; Origins: readonly Origin[] } }>(
    'AWS::CloudFront::Distribution',
  );
  const withSecret = distributions.filter(({ Properties }) => Properties.DistributionConfig.Origins[0]?.CustomOriginConfig);
  const [api] = withSecret;
  const config = api?.Properties.DistributionConfig;

  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
  it('keeps no answer, sends on all but the host, and adds the headers of the viewer', () => {
    expect(withSecret).toHaveLength(1);
    expect(config?.DefaultCacheBehavior).toMatchObject({
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'https-only',
    });
    expect(config?.DefaultCacheBehavior.AllowedMethods).toEqual(expect.arrayContaining(['PUT', 'PATCH', 'POST', 'DELETE']));
    expect(config?.Origins[0]?.CustomOriginConfig?.OriginProtocolPolicy).toBe('https-only');
  });
  it('proves itself by a secret, which each function of a route has, and no table of regions', () => {
    const [header] = config?.Origins[0]?.OriginCustomHeaders ?? [];
    expect(header?.HeaderName).toBe('x-youbet-edge');
    expect(JSON.stringify(header?.HeaderValue)).toContain('{{resolve:secretsmanager:');
    const functions = of<{ Description: string; Environment: { Variables: Readonly<Record<string, unknown>> } }>(
      'AWS::Lambda::Function',
    ).filter(({ Properties }) => /^http\/(?!not-found)/.test(Properties.Description ?? ''));
    expect(functions.length).toBeGreaterThan(10);
    for (const { Properties } of functions) {
      expect(JSON.stringify(Properties.Environment.Variables.EDGE_SECRETS)).toContain('{{resolve:secretsmanager:');
      expect(Properties.Environment.Variables).not.toHaveProperty('REGIONS');
    }
  });
});
