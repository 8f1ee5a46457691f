import type { GrantedScope } from '#contract/access.ts';
import { appName } from '../../../grid/names.ts';
import { SafeText } from '../../../ui/SafeText.tsx';
import { usePrinting } from '../../../ui/use-printing.ts';
import styles from './Connection.module.css';
import { GrantedChip } from './GrantedChip.tsx';
import { ownWords } from './own-words.ts';

const maxLines = 4;

interface AllowancesProps {
  app: { name: string };
  scopes: readonly GrantedScope[];
  /** Shows all of them. */
  onMore: () => void;
}

/** The same as chips say, in sentences for the person who granted it. */
export function Allowances({ app, scopes, onMore }: AllowancesProps) {
  const isWhole = usePrinting() || scopes.length <= maxLines + 1;
  const shown = isWhole ? scopes : scopes.slice(0, maxLines);
  const rest = scopes.length - shown.length;
  return (
    <>
      <p className={styles['you']}>
        You let <SafeText>{appName(app)}</SafeText>
      </p>
      <ul className={styles['allowances']}>
        {shown.map((scope) => (
          <li key={scope.name} className={styles['allowance']}>
            <span className={styles['what']}>
              <SafeText>{ownWords(scope)}</SafeText>
            </span>
            <GrantedChip scope={scope} isOwn />
          </li>
        ))}
        {rest === 0 ? null : (
          <li>
            <button type="button" className={styles['more']} onClick={onMore}>
              and {rest} more
            </button>
          </li>
        )}
      </ul>
    </>
  );
}
