import styles from './SignIn.module.css';

/** Those of the sandbox's people who are worth signing in as, by what each shows. */
const people = [
  ['amara.okafor@acme-robotics.example', 'Admin, 38 members and 12 apps'],
  ['dolores.reyes@globex.example', 'Admin, 1,204 members and 64 apps'],
  ['ines.laurent@initech-global.example', 'Admin, 100,000 members'],
  ['priya.raghunathan@consulting.example', 'Admin of three organizations'],
  ['yuki.tanaka@globex.example', 'Admin with a second factor'],
  ['mei-ling.chen@globex.example', 'May review and revoke, nothing else'],
  ['noor.haddad@acme-robotics.example', 'Sees apps, but no names'],
  ['tomasz.nowak@acme-robotics.example', 'Member without a role'],
  ['ravi.menon@northwind-support.example', 'Admin by SSO only'],
  ['gavin.belson@hooli.example', 'Admin without apps'],
  ['sam.rivera@northwind-support.example', 'Support'],
] as const;

/** Whom to sign in as where nobody is real. */
export function SandboxPeople({ onPick }: { onPick: (email: string) => void }) {
  return (
    <div className={styles['hint']}>
      <p>This is the sandbox: no email is sent, and every code is 000000. Sign in as</p>
      <ul className={styles['people']} aria-label="People of the sandbox">
        {people.map(([email, what]) => (
          <li key={email}>
            <button type="button" className={styles['person']} onClick={() => onPick(email)}>
              <span className={styles['fill']}>{email}</span>
              <span>{what}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
