import { SafeText } from '../ui/SafeText.tsx';
import styles from './AppName.module.css';
import { appName, isNameless, longestName } from './names.ts';

interface AppNameProps {
  app: { id: string; name: string };
  /** Names that more than one app has. */
  shared: ReadonlySet<string>;
}

/** The name of an app, with the end of its id where the name alone does not tell which one it is. */
export function AppName({ app, shared }: AppNameProps) {
  return (
    <>
      <SafeText most={longestName}>{appName(app)}</SafeText>
      {isNameless(app) || shared.has(app.name) ? (
        <span className={styles['end']} title={app.id} translate="no">
          {' '}
          …{app.id.slice(-6)}
        </span>
      ) : null}
    </>
  );
}
