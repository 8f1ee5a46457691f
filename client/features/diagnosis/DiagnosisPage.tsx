import { useQuery } from '@tanstack/react-query';
import { ClipboardList, RotateCw } from 'lucide-react';
import { useRef } from 'react';
import { checkNames, type CheckName, type Diagnosis } from '#contract/diagnosis.ts';
import { ApiError, type RenderFailure } from '../../api/api-error.ts';
import { paths, usePathPart } from '../../api/paths.ts';
import { useLinkToPage, useViewer } from '../../api/session.ts';
import { appName, longestName, memberName } from '../../grid/names.ts';
import { useUrlState } from '../../table/use-url-state.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { CopyLink } from '../../ui/CopyLink.tsx';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { formatTime } from '../../ui/format.ts';
import { KeyHints } from '../../ui/KeyHints.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { StatusBar } from '../../ui/StatusBar.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';
import { RetryNotice } from '../../ui/RetryNotice.tsx';
import { CheckMark } from './CheckMark.tsx';
import { CheckRow } from './CheckRow.tsx';
import { DiagnosisSkeleton } from './DiagnosisSkeleton.tsx';
import styles from './DiagnosisPage.module.css';
import { formatOpen, parseOpen } from './open-checks.ts';
import { Parties } from './Parties.tsx';
import { diagnosisQuery } from './queries.ts';
import { allReadings } from './reading-words.ts';
import { summaryOf } from './summary.ts';
import { limits, verdictWords } from './verdict-words.ts';

interface ViewProps {
  diagnosis: Diagnosis;
  error: Error | null;
  refreshing: boolean;
  onAgain: () => void;
}

function Actions({ diagnosis, refreshing, onAgain }: Omit<ViewProps, 'error'>) {
  const { organization, support } = useViewer();
  const link = useLinkToPage();
  const summary = () =>
    summaryOf(diagnosis, { organization, ticket: support?.ticket ?? null, link: link() });
  return (
    <div className={styles['actions']}>
      <CopyButton
        label="Copy summary for the ticket"
        done="Summary copied"
        title="Copy what was found as plain text, with ids and without email addresses"
        icon={ClipboardList}
        variant="primary"
        text={summary}
      />
      <Button onClick={onAgain} aria-disabled={refreshing}>
        <RotateCw size={14} aria-hidden="true" />
        {refreshing ? 'Checking…' : 'Check again'}
      </Button>
      <CopyLink link={link} />
    </div>
  );
}

function Verdict({ diagnosis }: { diagnosis: Diagnosis }) {
  const { state } = diagnosis.verdict;
  return (
    <section className={styles['verdict']} data-state={state} aria-label="Verdict">
      <CheckMark state={state} size={18} />
      <div className={styles['words']}>
        <p className={styles['answer']} role="status">
          {verdictWords(diagnosis)}
        </p>
        <p className={styles['quiet']}>{limits}</p>
      </div>
    </section>
  );
}

function Checks({ diagnosis }: { diagnosis: Diagnosis }) {
  const [{ open }, change] = useUrlState(parseOpen, formatOpen);
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLUListElement>(null);
  useListKeys(search, body, '[data-list-stop]');
  const toggle = (name: CheckName) =>
    change({ open: open.includes(name) ? open.filter((one) => one !== name) : [...open, name] });
  const areAllOpen = open.length === checkNames.length;
  return (
    <>
      <div className={styles['bar']}>
        <Button
          size="small"
          variant="quiet"
          onClick={() => change({ open: areAllOpen ? [] : checkNames })}
        >
          {areAllOpen ? 'Close all evidence' : 'Open all evidence'}
        </Button>
      </div>
      <ul ref={body} className={styles['checks']}>
        {checkNames.map((name) => (
          <CheckRow
            key={name}
            name={name}
            diagnosis={diagnosis}
            isOpen={open.includes(name)}
            onToggle={toggle}
          />
        ))}
      </ul>
    </>
  );
}

const keys = (
  <KeyHints
    hints={[
      ['j k', 'move'],
      ['Enter', 'open'],
    ]}
  />
);

function DiagnosisView(props: ViewProps) {
  const { diagnosis, error, refreshing, onAgain } = props;
  const { member, app, asOf } = diagnosis;
  const [who, what] = [memberName(member), appName(app)];
  useCrumbs({ label: who, href: paths.member(member.id) }, `${what}: diagnosis`);
  const calls = allReadings(diagnosis).filter(({ requestId }) => requestId !== null).length;
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div className={styles['top']}>
          <h1 className={styles['title']}>
            <SafeText most={longestName}>{what}</SafeText> for{' '}
            <SafeText most={longestName}>{who}</SafeText>
          </h1>
          <Actions {...props} />
        </div>
        <Parties member={member} app={app} />
      </header>
      {error === null ? null : (
        <div className={styles['notices']}>
          <RetryNotice
            title={`Showing results from ${formatTime(asOf)}.`}
            error={error}
            onRetry={onAgain}
          />
        </div>
      )}
      <Verdict diagnosis={diagnosis} />
      <Checks diagnosis={diagnosis} />
      <StatusBar
        asOf={asOf}
        stale={error !== null}
        refreshing={refreshing}
        onRefresh={onAgain}
        end={keys}
      >
        {calls} live {calls === 1 ? 'read' : 'reads'}, and Grantscope’s record
      </StatusBar>
    </div>
  );
}

/** One member and one app: what may be why the app cannot act for the member, with the evidence. */
export function DiagnosisPage({ renderFailure }: { renderFailure: RenderFailure }) {
  const member = usePathPart(2);
  const app = usePathPart(3);
  const { data, error, isFetching, refetch } = useQuery(diagnosisQuery(member, app));
  const again = () => void refetch();
  const gone = error instanceof ApiError && error.status === 404;
  if (error !== null && (data === undefined || gone)) return renderFailure(error, again);
  if (data === undefined) return <DiagnosisSkeleton />;
  return (
    <DiagnosisView
      key={`${member} ${app}`}
      diagnosis={data}
      error={error}
      refreshing={isFetching}
      onAgain={again}
    />
  );
}
