import { shorten } from '../ui/invisible.ts';
import { longestName } from './names.ts';
import { safeParts } from './pieces.ts';
import safe from '../ui/SafeText.module.css';

interface MarkedTextProps {
  /** Text that a stranger chose. */
  children: string;
  /** What was searched for. */
  terms: readonly string[];
}

/** Text in its own direction, its invisible characters made visible and what was searched for marked. */
export function MarkedText({ children, terms }: MarkedTextProps) {
  const parts = safeParts(shorten(children, longestName), terms);
  return (
    <bdi>
      {parts.map(({ text, as }, index) => {
        const key = `${index} ${text}`;
        if (as === 'text') return <span key={key}>{text}</span>;
        if (as === 'mark') return <mark key={key}>{text}</mark>;
        return (
          <span key={key} className={safe['marker']} title={`Invisible character ${text}`}>
            {text}
          </span>
        );
      })}
    </bdi>
  );
}
