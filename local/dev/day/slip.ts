import { AddProof } from '../../../schemas/proofs.ts';
import { dim, green } from '../../cli/colours.ts';
import type { connect } from '../../client/client.ts';
import { upload } from '../../client/upload.ts';
import { drawSlip } from '../pictures.ts';
import type { PlacedPick } from './picks.ts';
import { say } from './print.ts';

/** Has the author of a pick show a picture of the slip, and prints its hash. */
export async function showSlip(client: Pick<ReturnType<typeof connect>, 'call'>, { person, pick }: PlacedPick): Promise<void> {
  const { mediaId } = await upload(
    client,
    person,
    await drawSlip(pick.legs.map(({ odds }) => Number(odds?.decimal ?? 2))),
    'proof',
  );
  const { proof, verified } = await client.call(AddProof, { as: person, params: { pickId: pick.id }, body: { mediaId } });
  const hash = proof[0]?.sha256 ?? '';
  say(person.name, `shows the slip: ${verified ? green('verified') : 'not verified'}, ${dim(`SHA-256 ${hash.slice(0, 16)}…`)}`);
}
