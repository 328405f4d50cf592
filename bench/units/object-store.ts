import { createHash } from 'node:crypto';

interface ObjectCommand {
  readonly input: {
    readonly Bucket: string;
    readonly Key: string;
    readonly Body?: Buffer;
    readonly IfNoneMatch?: string;
    readonly CopySource?: string;
    readonly Prefix?: string;
  };
}

const refused = (httpStatusCode: number): Error =>
  Object.assign(new Error(`S3 ${httpStatusCode}`), { $metadata: { httpStatusCode } });

const keyIn = (name: string, bucket: string, prefix: string): { Key: string }[] =>
  name.startsWith(bucket + prefix) ? [{ Key: name.slice(bucket.length) }] : [];

/** Objects by their name in memory: what the calls of core/ read of the answers of S3. */
export function objectStore(): (command: object) => object {
  const objects = new Map<string, Buffer>();
  return (command) => {
    const { Bucket, Key, Body, IfNoneMatch, CopySource = '', Prefix = '' } = (command as ObjectCommand).input;
    const name = `${Bucket}/${Key}`;
    const bytes = objects.get(name);
    switch (command.constructor.name) {
      case 'PutObjectCommand':
        if (IfNoneMatch && bytes) throw refused(412);
        objects.set(name, Body ?? Buffer.alloc(0));
        return { VersionId: 'first' };
      case 'DeleteObjectCommand':
        objects.delete(name);
        return {};
      case 'ListObjectsV2Command':
        return { Contents: [...objects.keys()].flatMap((one) => keyIn(one, `${Bucket}/`, Prefix)) };
      case 'CopyObjectCommand': {
        const copied = objects.get(CopySource);
        if (!copied) throw refused(404);
        objects.set(name, copied);
        return {};
      }
      case 'DeleteObjectTaggingCommand':
        return {};
      default:
        if (!bytes) throw refused(404);
        return {
          ETag: `"${createHash('md5').update(bytes).digest('hex')}"`,
          VersionId: 'first',
          ContentLength: bytes.length,
          LastModified: new Date(),
          Body: { transformToByteArray: async () => bytes, transformToString: async () => bytes.toString() },
        };
    }
  };
}
