import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { caseMinutes, type CaseState } from '#contract/support.ts';
import { supportRoutes } from '#contract/support-routes.ts';
import type { SupportCase } from '#contract/support-case.ts';
import { isCaseOver } from '../../api/api-error.ts';
import { caseQuery } from '../../api/case.ts';
import { request } from '../../api/request.ts';
import { useViewer } from '../../api/session.ts';
import { formatDayAndTime, formatTime } from '../../ui/format.ts';
import { Popover } from '../../ui/Popover.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './CaseBanner.module.css';
import { tellOtherTabs } from './case-channel.ts';
import { reasonOf } from './case-form.ts';
import { formatTimeLeft, urgencyOf, useTimeLeft } from './time-left.ts';

const announcements = {
  calm: '',
  soon: 'This support case expires in five minutes.',
  last: 'This support case expires in one minute.',
} as const;

const toDesk = () => location.assign('/support');

/** Extends and ends the case; `say` tells how it went. */
function useCase(organization: string, say: (words: string) => void) {
  const client = useQueryClient();
  const take = (state: CaseState) => {
    client.setQueryData(caseQuery.queryKey, (now) => now && { ...now, ...state });
    tellOtherTabs();
  };
  const options = { params: { organization } };
  const extend = useMutation({
    mutationFn: () => request(supportRoutes.extendCase, options),
    onSuccess: (state) => {
      take(state);
      say(`Extended. ${caseMinutes} minutes left.`);
    },
    onError: (error) => say(`The case wasn’t extended. ${reasonOf(error)}`),
  });
  const end = useMutation({
    mutationFn: () => request(supportRoutes.endCase, options),
    onSuccess: () => {
      tellOtherTabs();
      toDesk();
    },
    onError: (error) => {
      if (isCaseOver(error)) toDesk();
      else say(`The case wasn’t ended. ${reasonOf(error)}`);
    },
  });
  return { extend, end };
}

/** The ticket and the reason: as much as there is room for, and all of it at a touch. */
function Why({ opened }: { opened: SupportCase }) {
  const { ticket, reason, openedAt, expiresAt } = opened;
  const trigger = (
    <button type="button" className={styles['why']}>
      <VisuallyHidden>Ticket and reason: </VisuallyHidden>
      <span className={styles['ticket']}>
        <SafeText>{ticket}</SafeText>
      </span>
      <span className={styles['reason']}>
        <SafeText>{reason}</SafeText>
      </span>
    </button>
  );
  return (
    <Popover label="About this case" trigger={trigger} openOnHover className={styles['about']}>
      <dl className={styles['facts']}>
        <dt>Ticket</dt>
        <dd>
          <SafeText>{ticket}</SafeText>
        </dd>
        <dt>Reason</dt>
        <dd>
          <SafeText>{reason}</SafeText>
        </dd>
        <dt>Open</dt>
        <dd>
          {formatDayAndTime(openedAt)} until {formatTime(expiresAt)}
        </dd>
      </dl>
      <p className={styles['seen']}>
        The customer&rsquo;s admins can see this, and every page you open, in their Activity.
      </p>
    </Popover>
  );
}

interface CaseBannerProps {
  opened: SupportCase;
  /** Tells the person something that nothing else shows. */
  say: (words: string) => void;
}

/** Whose organization this is, why one may look, and for how long: on every page of a case. */
export function CaseBanner({ say }: Pick<CaseBannerProps, 'say'>) {
  const { support } = useViewer();
  return support === null ? null : <Banner opened={support} say={say} />;
}

interface CaseActionsProps {
  isBusy: boolean;
  onExtend: () => void;
  onEnd: () => void;
}

/** Extends the case or ends it; ending asks once more, and a second press in the same place keeps it. */
function CaseActions({ isBusy, onExtend, onEnd }: CaseActionsProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <button type="button" aria-disabled={isBusy} onClick={isAsking ? onEnd : onExtend}>
        {isAsking ? 'End now' : 'Extend'}
      </button>
      <button type="button" aria-disabled={isBusy} onClick={() => setAsking(!isAsking)}>
        {isAsking ? 'Keep open' : 'End case'}
      </button>
    </>
  );
}

function Banner({ opened, say }: CaseBannerProps) {
  const { data } = useQuery(caseQuery);
  const left = useTimeLeft(data);
  const { extend, end } = useCase(opened.organization.id, say);
  const urgency = urgencyOf(left);
  const isBusy = extend.isPending || end.isPending;
  // Not disabled meanwhile, which would take the focus away.
  const act = (mutate: () => void) => (isBusy ? undefined : mutate());
  return (
    <section className={styles['banner']} data-urgency={urgency} aria-label="Support case">
      <p className={styles['who']}>
        <Eye size={16} aria-hidden="true" />
        <span className={styles['whose']}>
          Support<span className={styles['words']}>: you’re viewing</span>{' '}
          <strong>
            <SafeText empty="No name">{opened.organization.name}</SafeText>
          </strong>
        </span>
      </p>
      <Why opened={opened} />
      <p className={styles['note']}>
        <span className={styles['words']}>Recorded and visible to the customer</span>
        <span className={styles['fewWords']}>The customer sees this</span>
      </p>
      <p className={styles['left']} role="timer" aria-live="off">
        {formatTimeLeft(left)} <span className={styles['words']}>left</span>
      </p>
      <div className={styles['actions']}>
        <CaseActions
          isBusy={isBusy}
          onExtend={() => act(extend.mutate)}
          onEnd={() => act(end.mutate)}
        />
      </div>
      <VisuallyHidden>
        <span role="status">{announcements[urgency]}</span>
      </VisuallyHidden>
    </section>
  );
}
