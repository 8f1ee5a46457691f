import { facetScope } from './rows.ts';

interface BarProps {
  query: string;
  onQuery: (query: string) => void;
  facet: boolean;
  onFacet: (on: boolean) => void;
  count: number | null;
}

/** The controls over a table that React draws. */
export function Bar({ query, onQuery, facet, onFacet, count }: BarProps) {
  return (
    <div className="bar">
      <input
        type="search"
        aria-label="Search"
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
      />
      <label>
        <input
          type="checkbox"
          checked={facet}
          onChange={(event) => onFacet(event.currentTarget.checked)}
        />{' '}
        {facetScope}
      </label>
      <span id="count">{count}</span>
    </div>
  );
}

/** The count that the controls show. */
export function readCount(): number | null {
  const text = document.querySelector('#count')?.textContent ?? '';
  return text === '' ? null : Number(text);
}
