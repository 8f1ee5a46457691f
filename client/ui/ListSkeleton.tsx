import { Skeleton } from './Skeleton.tsx';

const widths = [60, 44, 66, 52];

interface ListSkeletonProps {
  rows: number;
  /** Of a row, in pixels. */
  height: number;
}

/** The shape of a list of sentences that is still to come. */
export function ListSkeleton({ rows, height }: ListSkeletonProps) {
  return (
    <div aria-busy="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ height, padding: `${(height - 16) / 2}px 24px` }}>
          <Skeleton width={`${widths[row % widths.length] ?? 50}%`} height={14} />
        </div>
      ))}
    </div>
  );
}
