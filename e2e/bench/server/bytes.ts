import { gzipSync } from 'node:zlib';
import { Client } from 'undici';
import type { Contestant } from './contestants.ts';
import { memberIds, type Kind } from './data.ts';
import { ask } from './lookups.ts';

/** Bytes of one answer about 10,000 members. */
export interface Bytes {
  kind: Kind;
  upstream: number;
  /** The upstream's body at gzip's usual level 6. */
  upstreamGzip: number;
  /** What the browser gets by what it says it takes. */
  ours: number;
  oursGzip: number;
  /** Which encoding the browser got. */
  encoding: string;
  /** The random ids alone, gzipped. */
  idsGzip: number;
}

const size = 10_000;
const asChromium = 'gzip, deflate, br, zstd';

async function answerOf(contestant: Contestant, kind: Kind, encoding: string) {
  const client = new Client(`http://127.0.0.1:${contestant.port}`);
  const { path, headers } = contestant.lookup(size, 0, kind);
  const answer = await ask(client, path, { ...headers, 'accept-encoding': encoding });
  await client.close();
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
  return answer;
}

/** Measures the answers of ours beside the upstream's. */
export async function measureBytes(
  ours: Contestant,
  direct: Contestant,
  kind: Kind,
): Promise<Bytes> {
  const { bytes: upstream } = await answerOf(direct, kind, 'identity');
  const { bytes, encoding = 'none' } = await answerOf(ours, kind, asChromium);
  return {
    kind,
    encoding,
    upstream: upstream.length,
    upstreamGzip: gzipSync(upstream).length,
    ours: bytes.length,
    oursGzip: (await answerOf(ours, kind, 'gzip')).bytes.length,
    idsGzip: gzipSync(memberIds.slice(0, size).join('\n')).length,
  };
}
