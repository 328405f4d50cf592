import { Stack } from 'aws-cdk-lib';
import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { AaaaRecord, ARecord, HostedZone, type IAliasRecordTarget, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { ApiDomain } from '../domains.ts';
import { output } from './outputs.ts';

/** The certificate of a name. It is requested by hand, since a deployment would wait for its validation (docs/deploying.md). */
export const certificateOf = (scope: Construct, { certificate }: ApiDomain): ICertificate =>
  Certificate.fromCertificateArn(scope, 'Certificate', certificate);

interface NameProps {
  readonly domain: ApiDomain;
  readonly target: IAliasRecordTarget;
  /** The host that serves the name, as an output of the stack: other DNS points there by a CNAME. */
  readonly host: Readonly<Record<string, string>>;
  /** The host has addresses of version 6 too. */
  readonly dual?: true;
}

/** The records that point a name to what serves it, in its hosted zone. Without a zone there is the output alone. */
export class Name extends Construct {
  constructor(scope: Construct, id: string, { domain: { name, hostedZone }, target, host, dual }: NameProps) {
    super(scope, id);
    output(Stack.of(this), host);
    if (hostedZone === undefined) return;
    // The dot says that the name is whole, so that the zone's own need not be known.
    const record = {
      zone: HostedZone.fromHostedZoneId(this, 'Zone', hostedZone),
      recordName: `${name}.`,
      target: RecordTarget.fromAlias(target),
    };
    new ARecord(this, 'A', record);
    if (dual) new AaaaRecord(this, 'Aaaa', record);
  }
}
