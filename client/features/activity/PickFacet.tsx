import { useId, useState, type ReactNode } from 'react';
import { fold } from '../../grid/fold.ts';
import facet from '../../table/Facet.module.css';
import { FacetPanel } from '../../table/FacetPanel.tsx';
import { facetTrigger } from '../../table/FacetParts.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import styles from './Filters.module.css';

/** One that may be chosen. */
export interface Choice {
  key: string;
  /** What is searched. */
  text: string;
  content: ReactNode;
  isChosen: boolean;
  onChoose: () => void;
}

/** Choices under a heading. */
interface Choices {
  label: string;
  choices: readonly Choice[];
  /** Why there are no others, where that is to be said. */
  note?: string;
}

interface PickListProps {
  /** What is chosen, for the search field: `people`. */
  of: string;
  /** Chooses none of them; always offered. */
  all: Choice;
  groups: readonly Choices[];
}

/** One out of several; a search narrows them. */
export function PickList({ of, all, groups }: PickListProps) {
  const [query, setQuery] = useState('');
  const name = useId();
  const wanted = fold(query.trim());
  const option = ({ key, content, isChosen, onChoose }: Choice) => (
    <label key={key} className={facet['option']}>
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} />
      <span className={facet['label']}>{content}</span>
    </label>
  );
  return (
    <>
      <div className={facet['search']}>
        <SearchField
          label={`Search ${of}`}
          placeholder={`Search ${of}`}
          value={query}
          onChange={setQuery}
        />
      </div>
      <div className={facet['list']} role="radiogroup" aria-label={of}>
        {option(all)}
        {groups.map(({ label, choices, note }) => {
          const shown = choices.filter(({ text }) => fold(text).includes(wanted));
          return (
            <div key={label} role="group" aria-label={label} className={styles['group']}>
              <div className={styles['label']} aria-hidden="true">
                {label}
              </div>
              {shown.map(option)}
              {shown.length === 0 ? (
                <p className={facet['none']}>
                  {wanted === '' ? 'None in the events shown.' : 'No match.'}
                </p>
              ) : null}
              {note === undefined ? null : <p className={styles['note']}>{note}</p>}
            </div>
          );
        })}
      </div>
    </>
  );
}

interface PickFacetProps {
  name: string;
  label: string;
  children: ReactNode;
}

/** The button of it. */
export function PickFacet({ name, label, children }: PickFacetProps) {
  return (
    <FacetPanel label={label} trigger={facetTrigger(name, null)}>
      {children}
    </FacetPanel>
  );
}
