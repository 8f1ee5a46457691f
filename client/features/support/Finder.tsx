import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import { findRequestSchema, type Customer, type Found } from '#contract/support.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';
import { reasonOf } from './case-form.ts';
import styles from './Desk.module.css';
import { nothingWords, resultWords } from './found-words.ts';
import { FoundCustomer } from './FoundCustomer.tsx';
import { customersQuery } from './queries.ts';

/** A customer that was chosen, and what was asked for. */
export interface Choice {
  customer: Customer;
  /** Path of the page that was meant. */
  page: string;
  /** The address that was looked for; empty if it was something else. */
  email: string;
}

const help =
  'Search by an organization’s name, slug or id, a member’s full email address or id, an app’s id, or any Grantscope link.';

interface ResultsProps {
  found: Found;
  /** What was looked for. */
  asked: string;
  onOpen: (customer: Customer) => void;
  pageOf: (customer: Customer) => string;
}

function Results({ found, asked, onOpen, pageOf }: ResultsProps) {
  if (found.customers.length === 0) {
    return <p className={styles['nothing']}>{nothingWords(found, asked)}</p>;
  }
  return (
    <>
      <ul className={styles['results']} aria-label="Organizations found">
        {found.customers.map((customer) => (
          <FoundCustomer
            key={customer.id}
            customer={customer}
            page={pageOf(customer)}
            onOpen={() => onOpen(customer)}
          />
        ))}
      </ul>
      {found.isCut ? (
        <p className={styles['nothing']}>
          More organizations match. Type more of the name, or use the id.
        </p>
      ) : null}
    </>
  );
}

/** What is asked for, and what it finds. A search is recorded, so that it takes an Enter. */
function useSearch(link: string) {
  const [text, setText] = useState(link);
  const [asked, setAsked] = useState(link);
  // Of a link that leads to a page that every organization has.
  const [pending, setPending] = useState<string | null>(null);
  const query = useQuery({ ...customersQuery(asked), enabled: asked !== '' });
  const { data } = query;
  const page = data?.kind === 'link' && data.customers.length === 0 ? data.page : null;
  if (page !== null && page !== pending) setPending(page);
  return {
    ...query,
    text,
    setText,
    asked,
    ask: (next: string) => (next === asked ? void query.refetch() : setAsked(next)),
    pageOf: (customer: Customer) => customer.page ?? pending ?? '/',
  };
}

interface FinderProps {
  /** Looked up at once; empty for nothing. */
  link: string;
  /** Where the arrows move. */
  body: RefObject<HTMLDivElement | null>;
  onChoose: (choice: Choice) => void;
}

/** One field that takes anything, and the organizations that it names. */
export function Finder({ link, body, onChoose }: FinderProps) {
  const input = useRef<HTMLInputElement>(null);
  useListKeys(input, body, '[data-stop]');
  const { text, setText, asked, ask, pageOf, data, error, isFetching } = useSearch(link);
  // The only thing that one comes here for.
  useEffect(() => input.current?.focus(), []);
  const wanted = findRequestSchema.safeParse({ text }).data?.text ?? '';
  const isTooLong = wanted === '' && text.trim() !== '';
  const open = (customer: Customer) =>
    onChoose({
      customer,
      page: pageOf(customer),
      email: data?.kind === 'email' ? asked : '',
    });
  const found = data === undefined ? '' : resultWords(data);
  const said = asked === '' ? help : isFetching ? 'Searching…' : found;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === '') {
      input.current?.focus();
      return;
    }
    const [first] = data?.customers ?? [];
    // Enter once more opens what Enter has found.
    if (wanted === asked && first !== undefined && !isFetching) open(first);
    else ask(wanted);
  };
  return (
    <section aria-label="Find a customer" className={styles['finder']}>
      <form role="search" className={styles['search']} onSubmit={submit}>
        <SearchField
          value={text}
          onChange={setText}
          label="Find a customer"
          placeholder="Name, email, id or link"
          inputRef={input}
          shortcut="/"
        />
        <Button type="submit" variant="primary">
          Find
        </Button>
      </form>
      <p role="status" className={styles['taken']}>
        {isTooLong ? 'That’s too long to search for.' : said}
      </p>
      {isFetching && data === undefined ? (
        <div className={styles['loading']}>
          <Skeleton width="40%" height={14} />
        </div>
      ) : null}
      {error === null || isFetching ? null : (
        <Notice tone="danger" title="The search failed.">
          {reasonOf(error)}
        </Notice>
      )}
      {data === undefined ? null : (
        <Results found={data} asked={asked} onOpen={open} pageOf={pageOf} />
      )}
    </section>
  );
}
