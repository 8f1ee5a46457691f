/** The brand mark: a scope's cross hairs. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6.5" fill="var(--accent)" />
      <g fill="none" stroke="var(--accent-ink)" strokeWidth="1.8" strokeLinecap="round">
        <circle cx="12" cy="12" r="3.2" />
        <path d="M12 4.6v3.2M12 16.2v3.2M4.6 12h3.2M16.2 12h3.2" />
      </g>
    </svg>
  );
}
