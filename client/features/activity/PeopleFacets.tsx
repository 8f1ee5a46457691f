import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ActivityEvent } from '#contract/audit.ts';
import { connectedAppsQuery } from '../../api/connected-apps.ts';
import { AppName } from '../../grid/AppName.tsx';
import { appText, longestName } from '../../grid/names.ts';
import { sharedNames } from '../../grid/shared-names.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { actorKinds, type ActivityFilters } from './activity-state.ts';
import { actorKindLabels } from './kinds.ts';
import { PickFacet, PickList, type Choice } from './PickFacet.tsx';
import { actorText, personText, type Subjects } from './use-subjects.ts';

interface FacetProps {
  filters: ActivityFilters;
  onChange: (change: Partial<ActivityFilters>) => void;
  events: readonly ActivityEvent[];
  subjects: Subjects;
}

const byText = (a: Choice, b: Choice) => (a.text < b.text ? -1 : 1);

/** Those who did something in the events that are shown. */
function actorsOf({ filters, onChange, events, subjects }: FacetProps): Choice[] {
  const people = new Map<string, string>();
  if (filters.actor !== null) people.set(filters.actor, personText(filters.actor, subjects));
  for (const event of events) {
    if (event.actor !== null) people.set(event.actor.memberId, actorText(event, subjects));
  }
  return Array.from(people, ([id, text]) => ({
    key: id,
    text,
    content: <SafeText most={longestName}>{text}</SafeText>,
    isChosen: filters.actor === id,
    onChoose: () => onChange({ actor: id, by: null }),
  })).toSorted(byText);
}

/** Narrows by who did it: the organization's own, support, or one person. */
export function WhoFacet(props: FacetProps) {
  const { filters, onChange } = props;
  const { by, actor } = filters;
  return (
    <PickFacet name="Who" label="Filter by who did it">
      <PickList
        of="people"
        all={{
          key: 'all',
          text: '',
          content: 'Anybody',
          isChosen: by === null && actor === null,
          onChoose: () => onChange({ by: null, actor: null }),
        }}
        groups={[
          {
            label: 'Members or support',
            choices: actorKinds.map((kind) => ({
              key: kind,
              text: actorKindLabels[kind],
              content: actorKindLabels[kind],
              isChosen: by === kind,
              onChoose: () => onChange({ by: kind, actor: null }),
            })),
          },
          { label: 'One person', choices: actorsOf(props) },
        ]}
      />
    </PickFacet>
  );
}

/** Members that the events shown are about. */
function membersOf({ filters, onChange, events, subjects }: FacetProps): Choice[] {
  const ids = new Set(
    events.flatMap(({ target }) => (target?.kind === 'member' ? [target.id] : [])),
  );
  if (filters.member !== null) ids.add(filters.member);
  return Array.from(ids, (id) => {
    const text = personText(id, subjects);
    return {
      key: id,
      text,
      content: <SafeText most={longestName}>{text}</SafeText>,
      isChosen: filters.member === id,
      onChoose: () => onChange({ member: id, app: null }),
    };
  }).toSorted(byText);
}

function AboutList(props: FacetProps) {
  const { filters, onChange } = props;
  // Only once it is opened: reading the list is itself recorded.
  const { data, error } = useQuery({ ...connectedAppsQuery, staleTime: 60_000 });
  const apps = useMemo(() => data?.apps ?? [], [data]);
  const shared = useMemo(() => sharedNames(apps), [apps]);
  return (
    <PickList
      of="apps and members"
      all={{
        key: 'all',
        text: '',
        content: 'Anything',
        isChosen: filters.app === null && filters.member === null,
        onChoose: () => onChange({ app: null, member: null }),
      }}
      groups={[
        {
          label: 'Apps',
          choices: apps
            .map((app) => ({
              key: app.id,
              text: appText(app),
              content: <AppName app={app} shared={shared} />,
              isChosen: filters.app === app.id,
              onChoose: () => onChange({ app: app.id, member: null }),
            }))
            .toSorted(byText),
          ...(error === null ? {} : { note: error.message }),
        },
        { label: 'Members', choices: membersOf(props) },
      ]}
    />
  );
}

/** Narrows by what it is about: an app, or a member. */
export function AboutFacet(props: FacetProps) {
  return (
    <PickFacet name="About" label="Filter by what it is about">
      <AboutList {...props} />
    </PickFacet>
  );
}
