import type { Observations } from './store/observations.ts';
import type { ScopeClassifier } from './scopes/classifier.ts';
import type { StytchReader } from './stytch/client.ts';
import type { ResponseReader } from './live/response-reader.ts';
import { createDirectory } from './live/directory.ts';
import { createOrganizationFacts } from './live/facts.ts';
import { createGraphs } from './graph/graphs.ts';
import { createLiveApps } from './live/apps.ts';
import type { GrantObserver } from './observations/observer.ts';
import { createObservationRecord } from './observations/record.ts';
import { createSummarise } from './graph/summaries.ts';

interface Parts {
  classifier: ScopeClassifier;
  stytch: StytchReader;
  reader: ResponseReader;
  observer: GrantObserver;
  observations: Observations;
  now: () => number;
}

/** Everything that views read from. */
export type ViewSources = ReturnType<typeof createViewSources>;

/** Built once for all views. `onRecordFailure` is called when a view must do without the record. */
export function createViewSources(
  { classifier, stytch, reader, observer, observations, now }: Parts,
  onRecordFailure: (error: unknown) => void,
) {
  const apps = createLiveApps({ stytch, reader, observer, now });
  const facts = createOrganizationFacts(stytch, now);
  const directory = createDirectory(stytch, now);
  const graphs = createGraphs({ stytch, apps, directory, classifier, observer, now });
  const summarise = createSummarise(classifier);
  const record = createObservationRecord(observations, onRecordFailure);
  return { stytch, apps, facts, directory, graphs, summarise, record, observer, classifier, now };
}
