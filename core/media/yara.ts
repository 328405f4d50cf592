import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rules } from '@virustotal/yara-x';
import { envIfSet } from '#platform/env';

/**
 * The file that every scanner of viruses has to find (https://www.eicar.org/download-anti-malware-testfile/), in parts, so that none finds
 * it here.
 */
const EICAR = ['X5O!P%@AP[4', '\\\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');

/** Rules of YARA (https://virustotal.github.io/yara-x/docs/writing_rules/): the test file, and programs, also behind the head of something else. */
const RULES = `
rule EICAR_Test_File { strings: $a = "${EICAR}" condition: $a }
rule Program_Windows { condition: uint16(0) == 0x5A4D }
rule Program_Elf { condition: uint32be(0) == 0x7F454C46 }
rule Program_MachO {
  condition: uint32be(0) == 0xCFFAEDFE or uint32be(0) == 0xCEFAEDFE or uint32be(0) == 0xCAFEBABE
}
rule Program_Script { condition: uint16be(0) == 0x2321 }
rule Program_Disguised { strings: $dos = "This program cannot be run in DOS mode" condition: $dos }
`;

/** The package lies beside the code of a function, and in the repository for tests. */
const WASM = 'node_modules/@virustotal/yara-x/pkg/yara_x_js_bg.wasm';

let loading: Promise<Rules> | undefined;

/** Loads the rules once in a process: some 100 ms of CPU and 30 MB. */
async function load(): Promise<Rules> {
  const { default: init, Compiler } = await import('@virustotal/yara-x');
  await init({ module_or_path: readFileSync(path.join(envIfSet('LAMBDA_TASK_ROOT') ?? process.cwd(), WASM)) });
  const compiler = new Compiler();
  compiler.addSource(RULES);
  return compiler.build();
}

/** The name of the first rule that some bytes meet; null for none. Of 10 MB some 40 ms of CPU. */
export async function threatIn(bytes: Buffer): Promise<string | null> {
  loading ??= load();
  const { matches } = (await loading).scan(bytes) as { matches: readonly { readonly identifier: string }[] };
  return matches[0]?.identifier ?? null;
}
