import { describe, expect, it } from '@jest/globals';
import { CachePolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { ENVIRONMENTS } from './environments.ts';
import { list, logical, type PolicyStatement, synthesized } from './testing/templates.ts';

/** The buckets of what people upload: rules that only AWS enforces. */
interface BucketOf {
  readonly PublicAccessBlockConfiguration: object;
  readonly LifecycleConfiguration: { readonly Rules: readonly Readonly<Record<string, unknown>>[] };
  readonly ObjectLockEnabled?: boolean;
  readonly ObjectLockConfiguration?: { readonly Rule: { readonly DefaultRetention: object } };
  readonly VersioningConfiguration?: object;
  readonly NotificationConfiguration?: object;
  readonly CorsConfiguration?: object;
}
interface BucketPolicy {
  readonly Bucket: { readonly Ref: string };
  readonly PolicyDocument: { readonly Statement: readonly (PolicyStatement & Readonly<Record<string, unknown>>)[] };
}
interface EdgeOf {
  readonly DistributionConfig: {
    readonly Origins: readonly { readonly OriginPath: string; readonly OriginAccessControlId?: object }[];
    readonly DefaultCacheBehavior: { readonly TrustedKeyGroups?: object };
    readonly CacheBehaviors: readonly object[];
  };
}
const NAMES = ENVIRONMENTS.map(({ name }) => name);
const bucketsOf = (name: string) =>
  Object.fromEntries(
    synthesized(name)
      .of<BucketOf>('AWS::S3::Bucket')
      .filter(({ id }) => id.includes('-media/'))
      .map(({ id, Properties }) => [logical(id).replace(/[0-9A-F]{8}$/, ''), Properties]),
  );
const policyOf = (name: string, bucket: string) =>
  synthesized(name)
    .of<BucketPolicy>('AWS::S3::BucketPolicy')
    .find(({ Properties }) => Properties.Bucket.Ref.startsWith(bucket))?.Properties.PolicyDocument.Statement ?? [];

describe.each(NAMES)('%s: buckets', (name) => {
  const { Uploads, Pictures, Proofs } = bucketsOf(name);
  it('are public to nobody', () => {
    for (const bucket of [Uploads, Pictures, Proofs])
      expect(bucket?.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
  });

  it('of uploads is emptied daily and puts arrivals on EventBridge by its own property', () => {
    expect(Uploads?.LifecycleConfiguration.Rules).toContainEqual({ ExpirationInDays: 1, Status: 'Enabled' });
    expect(Uploads?.NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
    expect(Uploads?.CorsConfiguration !== undefined).toBe(name === 'local');
  });

  it('of pictures drops what waits after a day and what was replaced after 30', () => {
    expect(Pictures?.LifecycleConfiguration.Rules).toEqual(
      expect.arrayContaining([
        { ExpirationInDays: 1, Status: 'Enabled', TagFilters: [{ Key: 'state', Value: 'waiting' }] },
        { ExpirationInDays: 30, Prefix: 'replaced/', Status: 'Enabled' },
        { ExpirationInDays: 366, Prefix: 'sealed/', Status: 'Enabled' },
      ]),
    );
  });

  it('of proofs takes each name once, and lets nobody delete or overwrite', () => {
    const { proofDays } = ENVIRONMENTS.find((each) => each.name === name) ?? {};
    expect(Proofs).toMatchObject({
      ObjectLockEnabled: true,
      VersioningConfiguration: { Status: 'Enabled' },
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: proofDays } } },
    });
    expect(proofDays).toBe(['staging', 'prod'].includes(name) ? 400 : 1);
    const denied = policyOf(name, 'Proofs').filter(({ Effect, Sid }) => Effect === 'Deny' && Sid !== undefined);
    expect(denied).toEqual([
      expect.objectContaining({
        Sid: 'KeepSealed',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Principal: { AWS: '*' },
        Condition: { StringEquals: { 's3:ExistingObjectTag/state': 'sealed' } },
      }),
      expect.objectContaining({
        Sid: 'WriteOnce',
        Action: 's3:PutObject',
        Principal: { AWS: '*' },
        Condition: { Null: { 's3:if-none-match': 'true' } },
      }),
      expect.objectContaining({
        Sid: 'KeepVersions',
        Action: ['s3:BypassGovernanceRetention', 's3:DeleteObject', 's3:DeleteObjectVersion'],
        Principal: { AWS: '*' },
      }),
    ]);
  });

  it('of what moderators removed are read by nobody but the worker', () => {
    const denied = policyOf(name, 'Pictures').filter(({ Sid }) => Sid === 'KeepSealed');
    expect(denied).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:GetObject',
        Principal: { AWS: '*' },
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': [expect.stringMatching(/^worker/), 'Arn'] } } },
      }),
    ]);
    expect(JSON.stringify(denied)).toContain('/sealed/*');
  });

  it('send arrivals and verdicts of the bucket of uploads to the one queue', () => {
    interface EventRule {
      readonly EventPattern: { readonly source: readonly string[]; readonly detail: object };
      readonly Targets: readonly { readonly Arn: { readonly 'Fn::GetAtt': readonly [string, 'Arn'] } }[];
    }
    const rules = synthesized(name)
      .of<EventRule>('AWS::Events::Rule')
      .filter(({ id }) => id.includes('-media/'));
    expect(rules.map(({ Properties }) => Properties.EventPattern.source[0])).toEqual(['aws.s3', 'aws.guardduty']);
    for (const { Properties } of rules) {
      expect(JSON.stringify(Properties.EventPattern.detail)).toMatch(/"Ref":"Uploads/);
      expect(Properties.Targets[0]?.Arn['Fn::GetAtt'][0]).toMatch(/^workerQueue/);
    }
  });

  it('are scanned by GuardDuty, and pictures served by an edge, where there are such', () => {
    const inAws = name !== 'local';
    const { of } = synthesized(name);
    expect(of('AWS::GuardDuty::MalwareProtectionPlan')).toHaveLength(inAws ? 1 : 0);
    const [edge, ...others] = of<EdgeOf>('AWS::CloudFront::Distribution').filter(({ id }) => !id.includes('gateway'));
    expect([edge !== undefined, others]).toEqual([inAws, []]);
    if (!edge) return;
    // Nothing that waits and nothing that was replaced lies below it.
    const { Origins, CacheBehaviors, DefaultCacheBehavior } = edge.Properties.DistributionConfig;
    expect(Origins).toMatchObject([{ OriginPath: '/profile-images' }, {}, {}]);
    for (const origin of Origins) expect(origin.OriginAccessControlId).toBeDefined();
    expect(DefaultCacheBehavior.TrustedKeyGroups).toBeUndefined();
    const [key] = of<{ PublicKeyConfig: { EncodedKey: { Ref: string } } }>('AWS::CloudFront::PublicKey');
    expect(key?.Properties.PublicKeyConfig.EncodedKey.Ref).toMatch(/^SsmParameterValue.*edgepublickey/);
    // Nothing of proofs and conversations is served without a signature, and what was sent is gone with its object.
    const { responseHeadersPolicyId: ResponseHeadersPolicyId } = ResponseHeadersPolicy.SECURITY_HEADERS;
    const signed = { ResponseHeadersPolicyId, TrustedKeyGroups: [{ Ref: expect.stringMatching(/^EdgeKeys/) }] };
    expect(CacheBehaviors).toEqual([
      expect.objectContaining({ PathPattern: 'betting-slips/*', ...signed }),
      expect.objectContaining({
        PathPattern: 'chat-media/*',
        ...signed,
        CachePolicyId: CachePolicy.CACHING_DISABLED.cachePolicyId,
      }),
    ]);
    for (const bucket of ['Pictures', 'Proofs']) {
      const reads = policyOf(name, bucket).filter(({ Effect }) => Effect === 'Allow');
      expect(reads).toMatchObject([{ Principal: { Service: 'cloudfront.amazonaws.com' }, Condition: { StringEquals: {} } }]);
      for (const { Action } of reads) expect(list(Action)).toEqual(['s3:GetObject']);
    }
  });
});
