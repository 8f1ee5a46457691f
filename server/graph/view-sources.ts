import type { Observations } from '../store/observations.ts';
import type { ScopeBook } from '../scopes/book.ts';
import type { StytchReader } from '../stytch/client.ts';
import type { AnswerReader } from './answer-reader.ts';
import { createDirectory } from './directory.ts';
import { createOrganizationFacts } from './facts.ts';
import { createGraphs } from './graphs.ts';
import { createLiveApps } from './live-apps.ts';
import type { GrantObserver } from './observer.ts';
import { createSightingRecord } from './record.ts';
import { createSummarise } from './summaries.ts';

interface Parts {
  book: ScopeBook;
  stytch: StytchReader;
  reader: AnswerReader;
  observer: GrantObserver;
  observations: Observations;
  now: () => number;
}

/** Everything that views read from. */
export type ViewSources = ReturnType<typeof createViewSources>;

/** Makes it, once for all views; `onRecordFailure` is told when a view has to do without the record. */
export function createViewSources(
  { book, stytch, reader, observer, observations, now }: Parts,
  onRecordFailure: (error: unknown) => void,
) {
  const apps = createLiveApps({ stytch, reader, observer, now });
  const facts = createOrganizationFacts(stytch, now);
  const directory = createDirectory(stytch, now);
  const graphs = createGraphs({ stytch, apps, directory, book, observer, now });
  const summarise = createSummarise(book);
  const record = createSightingRecord(observations, onRecordFailure);
  return { stytch, apps, facts, directory, graphs, summarise, record, observer, book, now };
}
