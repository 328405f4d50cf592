import { Stack } from 'aws-cdk-lib';
import { CfnMalwareProtectionPlan } from 'aws-cdk-lib/aws-guardduty';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { allow, grant } from './binding.ts';

/**
 * GuardDuty Malware Protection for one bucket: it scans each new object below some prefixes and puts the result on EventBridge. The role
 * has what GuardDuty asks for (https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html).
 */
export class ScannedBucket extends Construct {
  /** @param objectPrefixes at most five */
  constructor(scope: Construct, id: string, bucket: Bucket, objectPrefixes: readonly string[]) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('malware-protection-plan.guardduty.amazonaws.com'),
    });
    const rules = Stack.of(this).formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: 'DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*',
    });
    const because = 'GuardDuty names its own rule.';
    grant(role, {
      actions: ['events:PutRule', 'events:DeleteRule', 'events:PutTargets', 'events:RemoveTargets'],
      resources: [rules],
      because,
      conditions: { StringLike: { 'events:ManagedBy': 'malware-protection-plan.guardduty.amazonaws.com' } },
    });
    grant(role, { actions: ['events:DescribeRule', 'events:ListTargetsByRule'], resources: [rules], because });
    grant(role, allow(['s3:PutBucketNotification', 's3:GetBucketNotification', 's3:ListBucket'], bucket.bucketArn));
    grant(role, allow(['s3:PutObject'], bucket.arnForObjects('malware-protection-resource-validation-object')));
    grant(role, {
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [bucket.arnForObjects('*')],
      because: 'It reads every object that it scans.',
    });
    const plan = new CfnMalwareProtectionPlan(this, 'Plan', {
      role: role.roleArn,
      protectedResource: { s3Bucket: { bucketName: bucket.bucketName, objectPrefixes: [...objectPrefixes] } },
    });
    // GuardDuty tries the role when the plan is made.
    plan.node.addDependency(role);
  }
}
