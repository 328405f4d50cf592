import { resolve4, resolveCname, resolveNs } from 'node:dns/promises';
import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import type { ApiDomain } from '../../lib/domains.ts';
import type { Environment } from '../../lib/environments.ts';
import * as rules from './preflight-rules.ts';

/** Settings of a client of the SDK, beside the region. */
interface Access {
  readonly region?: string;
  readonly endpoint?: string;
}

/** The checks of the names of both APIs. They only read. While a name or a certificate is not filled in, they ask nothing. */
export function domainChecks(
  { name, apiEdge, socketDomain, missing }: Environment,
  access: Access,
): Readonly<Record<string, () => Promise<rules.Readiness>>> {
  if (!apiEdge || !socketDomain) return {};
  const empty = missing.filter((field) => field.startsWith('domains.'));
  if (empty.length > 0) return { Names: async () => ({ todo: `fill in ${empty.join(', ')} in config/${name}.json` }) };
  const { domain } = apiEdge;
  return {
    'Certificate of the HTTP API': async () => rules.onCertificate(domain, await certificateOf(domain, access)),
    'Certificate of the sockets': async () => rules.onCertificate(socketDomain, await certificateOf(socketDomain, access)),
    'Hosted zone': async () =>
      rules.onHostedZone(
        [domain, socketDomain],
        domain.hostedZone === undefined ? null : await zoneOf(domain.hostedZone, access),
      ),
    'Name of the HTTP API': async () =>
      rules.onName(domain, await pointsTo(domain, await outputOf(`youbet-${name}-gateway`, 'apiTarget', access))),
    'Name of the sockets': async () =>
      rules.onName(socketDomain, await pointsTo(socketDomain, await outputOf(`youbet-${name}-realtime`, 'wsTarget', access))),
  };
}

/** Asks in the region of the certificate, since ACM knows those of one region alone. */
async function certificateOf({ certificate }: ApiDomain, access: Access): Promise<rules.FoundCertificate | null> {
  const acm = new ACMClient({ ...access, region: certificate.split(':')[3] ?? '' });
  try {
    const { Certificate } = await acm.send(new DescribeCertificateCommand({ CertificateArn: certificate }));
    const { DomainName = '', SubjectAlternativeNames = [], Status = 'unknown', DomainValidationOptions = [] } = Certificate ?? {};
    const record = DomainValidationOptions.find(({ ValidationStatus }) => ValidationStatus !== 'SUCCESS')?.ResourceRecord;
    return {
      status: Status,
      names: [...new Set([DomainName, ...SubjectAlternativeNames])],
      record: record?.Name !== undefined && record.Value !== undefined ? { name: record.Name, value: record.Value } : undefined,
    };
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return null;
    throw error;
  }
}

async function zoneOf(Id: string, access: Access): Promise<rules.FoundZone | null> {
  try {
    const { HostedZone, DelegationSet } = await new Route53Client(access).send(new GetHostedZoneCommand({ Id }));
    const name = withoutDot(HostedZone?.Name ?? '');
    const servers = (DelegationSet?.NameServers ?? []).map(withoutDot);
    return { name, isPrivate: HostedZone?.Config?.PrivateZone === true, servers, delegated: await orNone(resolveNs(name)) };
  } catch (error) {
    if ((error as Error).name === 'NoSuchHostedZone') return null;
    throw error;
  }
}

/** @returns undefined without the stack or the output */
async function outputOf(StackName: string, output: string, access: Access): Promise<string | undefined> {
  const found = new CloudFormationClient(access).send(new DescribeStacksCommand({ StackName }));
  const { Stacks = [] } = await found.catch((error: Error) => {
    // CloudFormation answers so for a stack that is not there.
    if (error.name === 'ValidationError') return { Stacks: [] };
    throw error;
  });
  return Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === output)?.OutputValue;
}

async function pointsTo({ name }: ApiDomain, target: string | undefined): Promise<rules.FoundName> {
  if (target === undefined) return { target, aliases: [], addresses: [], targetAddresses: [] };
  const [aliases, addresses, targetAddresses] = await Promise.all([
    orNone(resolveCname(name)),
    orNone(resolve4(name)),
    orNone(resolve4(target)),
  ]);
  return { target, aliases: aliases.map(withoutDot), addresses, targetAddresses };
}

/** A name that DNS does not know has no records. */
const orNone = (records: Promise<string[]>): Promise<string[]> => records.catch(() => []);
const withoutDot = (name: string): string => name.replace(/\.$/, '');
